/** What a button on the page did, from the counts in the address that it led to. */
export function doneWords(query: unknown): string | null {
  const { events, sent, dropped } = query as Record<string, unknown>;
  if (isCount(events)) return `The clock was moved on: ${counted(events, 'event')} on the way.`;
  if (!isCount(sent)) return null;
  return `${counted(sent, 'post')} made${isCount(dropped) && dropped !== '0' ? `, ${counted(dropped, 'delivery')} lost` : ''}.`;
}

function isCount(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,12}$/.test(value);
}

function counted(count: string, noun: string): string {
  if (count === '1') return `1 ${noun}`;
  return `${count} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

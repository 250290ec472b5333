/** A LIKE pattern for "contains what was typed", or null for nothing typed. */
export function containing(typed: string | undefined): string | null {
  const words = typed?.trim();
  return words ? `%${words.replace(/[\\%_]/g, '\\$&')}%` : null;
}

import { amountWords, fillOf } from '../../../embed/client/amounts.js';

/** What the stream tells with each `progress` event; money is in minor units. */
interface Progress {
  goal: { kind: 'members' | 'money'; target: number; currency?: string };
  nextGoal?: { target: number } | null;
  progress: { count: number; amount?: { amount: number } };
}

/** Often enough to notice, seldom enough not to talk over the page. */
const ANNOUNCE_EVERY_MS = 20_000;

/** Keeps every meter on the page as the campaign is. */
export function followMeters(): void {
  if (!('EventSource' in window)) return;
  for (const meter of document.querySelectorAll<HTMLElement>('[data-meter]')) follow(meter);
}

function follow(meter: HTMLElement): void {
  const announce = politely(meter);
  const stream = new EventSource(`/api/campaigns/${encodeURIComponent(meter.dataset.meter ?? '')}/stream`);
  stream.addEventListener('progress', ({ data }: MessageEvent<string>) => {
    const before = part(meter, 'count')?.textContent;
    show(meter, JSON.parse(data));
    if (part(meter, 'count')?.textContent !== before) announce();
  });
}

function show(meter: HTMLElement, { goal, nextGoal, progress }: Progress): void {
  const locale = document.documentElement.lang;
  const isMoney = goal.kind === 'money';
  const words = (value: number): string => amountWords(value, locale, isMoney ? goal.currency : undefined);
  const value = isMoney ? (progress.amount?.amount ?? 0) : progress.count;
  const fill = fillOf(value, goal.target);
  const { remaining = '', reached = '', reachedNext = '' } = meter.dataset;
  const goalReached = nextGoal ? reachedNext.replace('{}', words(nextGoal.target)) : reached;
  write(meter, 'count', words(value));
  write(
    meter,
    'remaining',
    value >= goal.target ? goalReached : remaining.replace('{}', words(goal.target - value)),
  );
  part(meter, 'fill')?.setAttribute('width', `${fill}%`);
  part(meter, 'role')?.setAttribute('aria-valuenow', String(fill));
  part(meter, 'role')?.setAttribute('aria-valuetext', spoken(meter));
}

/** Says the latest number, at most once in a while. */
function politely(meter: HTMLElement): () => void {
  let timer: number | undefined;
  let last = -ANNOUNCE_EVERY_MS;
  return () => {
    if (timer !== undefined) return;
    const wait = Math.max(0, last + ANNOUNCE_EVERY_MS - performance.now());
    timer = window.setTimeout(() => {
      timer = undefined;
      last = performance.now();
      write(meter, 'status', spoken(meter));
    }, wait);
  };
}

function spoken(meter: HTMLElement): string {
  return `${part(meter, 'count')?.textContent ?? ''} ${part(meter, 'of')?.textContent ?? ''}`;
}

function write(meter: HTMLElement, name: string, text: string): void {
  const target = part(meter, name);
  if (target && target.textContent !== text) target.textContent = text;
}

function part(meter: HTMLElement, name: string): Element | null {
  return meter.querySelector(`[data-meter-${name}]`);
}

/** What one page saw of one variant at one placement. */
interface Seen {
  experiment: string;
  variant: string;
  placement: string;
  readers: number;
  views: number;
  presses: number;
}

/** A page that stays open tells after so long, milliseconds; one that is left, at once. */
const TELL_MS = 1e4;
/** The service takes no more of one page. */
const MOST = 50;

const waiting = new Map<string, Seen>();
let address = '';
let timer = 0;

type Counted = 'readers' | 'views' | 'presses';

/** Adds one, to be told with others: no reader stands in it. */
export function count(service: string, of: Omit<Seen, Counted>, what: Counted[]): void {
  address = `${service}/api/experiments/seen`;
  const { experiment, variant, placement } = of;
  const key = [experiment, variant, placement].join(' ');
  const seen = waiting.get(key) ?? { ...of, readers: 0, views: 0, presses: 0 };
  for (const one of what) seen[one] = Math.min(MOST, seen[one] + 1);
  waiting.set(key, seen);
  if (!timer) {
    document.addEventListener('visibilitychange', tell);
    window.addEventListener('pagehide', tell);
  }
  clearTimeout(timer);
  timer = setTimeout(tell, TELL_MS);
}

function tell(event?: Event): void {
  if (waiting.size === 0 || (event?.type === 'visibilitychange' && !document.hidden)) return;
  const sent = navigator.sendBeacon?.(address, JSON.stringify([...waiting.values()].slice(0, 20)));
  // A browser whose queue is full says no: it is told with the next.
  if (sent !== false) waiting.clear();
}

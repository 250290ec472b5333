import { badParameter } from '../http/errors.js';
import type { FormTree } from '../http/form.js';
import { integer, object } from '../http/params.js';
import type { Parser } from '../http/params.js';

/** Ten years; further on, cards run out and nobody looks. */
export const FARTHEST_SECONDS = 10 * 366 * 86_400;

/** An instant as ISO 8601; UTC where it names no zone. In ms. */
const instant: Parser<number> = (value, path) => {
  const text = typeof value === 'string' ? value : '';
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`;
  const time = /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? Date.parse(zoned) : NaN;
  if (Number.isFinite(time)) return time;
  throw badParameter(`Invalid ${path}: must be an instant such as 2026-12-31T23:59:59Z.`, path);
};

const params = object({ advance: integer(1, FARTHEST_SECONDS), to: instant });

/** How far the clock is to be moved: by seconds, or to an instant (ms). Exactly one of them. */
export function journeyParams(given: FormTree): { advance?: number; to?: number } {
  const journey = params(given, '');
  if ((journey.advance === undefined) !== (journey.to === undefined)) return journey;
  throw badParameter('Give either advance (seconds) or to (an instant).', 'advance');
}

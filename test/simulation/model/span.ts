import type { Gift } from './gift.js';
import type { Purchase } from './purchase.js';
import type { SubscriptionStatus } from './subscription.js';

/** A membership: by a plan, or given. Instants in ms. */
export interface Span {
  of: Purchase | Gift;
  given: boolean;
  startsAt: number;
  endsAt: number;
  graceUntil: number;
  endedAt: number | null;
  supports: boolean;
  /** Of a plan: how its subscription stood when it was last heard of. */
  heard: { status: SubscriptionStatus; ends: boolean } | null;
  /** Given: the plan whose next charge it moves. */
  chargeOf: Span | null;
  /** Given: the next charge is to be moved to its end; that was done; it is to be moved back there; that was done. */
  chargeTo: number | null;
  moved: boolean;
  chargeBackTo: number | null;
  movedBack: boolean;
}

export function newSpan(of: Purchase | Gift, startsAt: number, endsAt: number): Span {
  const charge = { chargeOf: null, chargeTo: null, moved: false, chargeBackTo: null, movedBack: false };
  const access = { graceUntil: endsAt, endedAt: null, supports: true };
  return { of, given: 'months' in of, startsAt, endsAt, ...access, heard: null, ...charge };
}

export function shift(span: Span, by: number): void {
  span.startsAt += by;
  span.endsAt += by;
  span.graceUntil += by;
  if (span.chargeTo !== null) span.chargeTo += by;
}

export function endOf({ endsAt, graceUntil, endedAt }: Span): number {
  return Math.min(Math.max(endsAt, graceUntil), endedAt ?? Infinity);
}

export function covers(span: Span, at: number): boolean {
  return span.supports && span.startsAt <= at && at < endOf(span);
}

import { DAY, HOUR } from './calendar.js';
import { covers, shift, type Span } from './span.js';

/** Nobody is charged sooner than this after being told. */
const NOTICE = 3 * DAY;

/** A plan whose next charge can be moved: it renews, and owes nothing. */
export function movable({ given, heard, endedAt }: Span): boolean {
  const paid = heard?.status === 'active' || heard?.status === 'trialing';
  return !given && paid && !heard.ends && endedAt === null;
}

/** Its move is wanted, and Stripe has not said that it is done. */
export function isMoving({ chargeTo, moved, endedAt }: Span): boolean {
  return chargeTo !== null && !moved && endedAt === null;
}

/** Its move is to be undone. */
export function isGoingBack({ moved, chargeBackTo, movedBack }: Span): boolean {
  return moved && chargeBackTo !== null && !movedBack;
}

/** The one plan whose next charge time that begins then stands directly before. */
export function movedBy(spans: Span[], startsAt: number, at: number): Span | null {
  const plans = spans.filter((span) => movable(span) && covers(span, at));
  const [plan] = plans;
  if (!plan || plans.length > 1) return null;
  const before = [plan, ...spans.filter((span) => span.chargeOf === plan && isMoving(span))];
  return before.some(({ endsAt }) => endsAt === startsAt) ? plan : null;
}

/** When the plan's next charge is due, as all that was given and taken back wants it; null where it stays. */
export function wantedCharge(plan: Span, all: Span[], now: number): number | null {
  const spans = all.filter(({ chargeOf }) => chargeOf === plan);
  const back = spans.filter(isGoingBack).map(({ chargeBackTo }) => chargeBackTo ?? 0);
  if (back.length > 0) {
    const soonest = Math.min(...back);
    return soonest > now + HOUR ? soonest : now + NOTICE;
  }
  const ends = spans.filter(isMoving).map(({ endsAt }) => endsAt);
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** A gift's money went back: the charge that it moved is due earlier by its term, and not at once. */
export function takeBack(all: Span[], gift: Span, now: number): void {
  const plan = gift.chargeOf;
  if (!plan || plan.endedAt !== null || gift.chargeBackTo !== null) return;
  const spans = all.filter(({ chargeOf }) => chargeOf === plan);
  const due = spans.filter(isGoingBack).map(({ chargeBackTo }) => chargeBackTo ?? Infinity);
  const next = Math.min(plan.endsAt, ...due);
  const length = gift.endsAt - gift.startsAt;
  gift.chargeBackTo = gift.moved ? Math.min(next, Math.max(next - length, now + NOTICE)) : plan.endsAt;
  if (!gift.moved) return;
  for (const span of spans)
    if (span.endedAt === null && span.moved && span.startsAt >= gift.endsAt) shift(span, -length);
}

import { earliest } from '../../common/dates.js';
import { hasAccess } from '../access.js';
import type { Membership } from '../membership.js';

/** Nobody is charged sooner than this after being told. */
const NOTICE_MS = 3 * 86_400_000;

/** Stripe counts in seconds: an end that it tells may be a little later than ours was. */
const SLACK_MS = 2000;

/** A plan whose next charge can be moved: one that is cancelled at its period's end has none, and one that owes has one now. */
export function isMovable({ source, status, cancelAt, endedAt, subscriptionId }: Membership): boolean {
  const paid = status === 'active' || status === 'trialing';
  return source === 'plan' && paid && cancelAt === null && endedAt === null && subscriptionId !== null;
}

/**
 * The plan whose next charge time that begins then stands directly before: behind the plan, or behind gifts that move it too.
 * Null where there is none, or where two plans leave open which.
 */
export function movedBy(memberships: Membership[], startsAt: Date, now: Date): Membership | null {
  const plans = memberships.filter((plan) => isMovable(plan) && hasAccess(plan, now));
  const [plan] = plans;
  if (!plan || plans.length > 1) return null;
  const before = [plan, ...memberships.filter((gift) => gift.chargeOf === plan.id && isMoving(gift))];
  return before.some(({ endsAt }) => endsAt.getTime() === startsAt.getTime()) ? plan : null;
}

/** Its charge was moved, and is to be moved back. */
export function isGoingBack({ chargeMovedAt, chargeBackTo, chargeBackAt }: Membership): boolean {
  return chargeMovedAt !== null && chargeBackTo !== null && chargeBackAt === null;
}

/**
 * When the plan is charged next once Stripe has done, and said, all that it was asked to move back: it may be earlier than the
 * plan's end, as we know it.
 */
export function nextChargeOf(plan: Membership, memberships: Membership[], now: Date): Date {
  const ofPlan = memberships.filter(({ chargeOf }) => chargeOf === plan.id);
  const due = ofPlan.filter((gift) => isGoingBack(gift) || isUnheard(gift, ofPlan, now));
  return earliest([plan.endsAt, ...due.flatMap(({ chargeBackTo }) => chargeBackTo ?? [])]) ?? plan.endsAt;
}

/** Stripe was told to move its charge back, nothing was moved since, and its event may still be on the way. */
function isUnheard(
  { chargeBackTo, chargeBackAt }: Membership,
  memberships: Membership[],
  now: Date,
): boolean {
  if (!chargeBackTo || !chargeBackAt || chargeBackTo <= now) return false;
  return !memberships.some(({ chargeMovedAt }) => chargeMovedAt && chargeMovedAt > chargeBackAt);
}

/** Stripe has not said yet that its charge was moved. */
export function isMoving({ chargeTo, chargeMovedAt, endedAt }: Membership): boolean {
  return chargeTo !== null && chargeMovedAt === null && endedAt === null;
}

/** It still stands before that plan's next charge: what the plan has renewed behind moves nothing. */
export function isMovingFor(gift: Membership, plan: Membership): boolean {
  return (
    gift.chargeOf === plan.id && isMoving(gift) && gift.startsAt.getTime() >= plan.endsAt.getTime() - SLACK_MS
  );
}

/** When the next charge is due once a gift is taken back: earlier by its term, and never at once. */
export function backTo(nextCharge: Date, { startsAt, endsAt }: Membership, now: Date): Date {
  const earlier = nextCharge.getTime() - (endsAt.getTime() - startsAt.getTime());
  return new Date(Math.min(nextCharge.getTime(), Math.max(earlier, now.getTime() + NOTICE_MS)));
}

/** The same where that day has come too near in the meantime. */
export function noticed(charge: Date, now: Date): Date {
  return charge.getTime() > now.getTime() + 3_600_000 ? charge : new Date(now.getTime() + NOTICE_MS);
}

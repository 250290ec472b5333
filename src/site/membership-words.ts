import { hasAccess } from '../members/access.js';
import type { PhraseValues } from '../common/phrases.js';
import type { MessageKey, Text } from './messages/text.js';
import type { HeldMembership } from './queries/account.js';

/** How a membership stands, for the person who has it. */
export type Standing =
  | 'over'
  | 'waiting'
  | 'frozen'
  | 'paused'
  | 'unpaid'
  | 'past_due'
  | 'ending'
  | 'trial'
  | 'renewing'
  | 'due'
  | 'given';

export function standingOf(membership: HeldMembership, now: Date): Standing {
  const { status, endedAt, frozenAt, startsAt, paying } = membership;
  if ((endedAt && endedAt <= now) || over.has(status)) return 'over';
  if (frozenAt) return 'frozen';
  if (status === 'paused' || status === 'unpaid') return status;
  if (startsAt > now) return 'waiting';
  if (!hasAccess(membership, now)) return standingWithoutAccess(membership);
  if (status === 'past_due') return 'past_due';
  if (membership.cancelAt) return 'ending';
  if (status === 'trialing') return 'trial';
  return paying ? 'renewing' : 'given';
}

/** Its time is up, and Stripe has not ended it: the next charge is late, or we have not heard of it yet. */
function standingWithoutAccess({ status, paying, cancelAt }: HeldMembership): Standing {
  if (status === 'past_due') return 'unpaid';
  return paying && !cancelAt ? 'due' : 'over';
}

const over = new Set<HeldMembership['status']>(['canceled', 'incomplete', 'incomplete_expired']);

/** What is so, and what happens next. */
export function explain(
  text: Text,
  membership: HeldMembership,
  standing: Standing,
  timeZone: string,
): string {
  // Whose bank it is that looks into a gift is nobody's business but the giver's.
  const gift = standing === 'frozen' && membership.source === 'gift';
  const key: MessageKey = gift ? 'account.membership.frozenGift' : `account.membership.${standing}`;
  return text.t(key, valuesOf(text, membership, timeZone));
}

function valuesOf(text: Text, membership: HeldMembership, timeZone: string): PhraseValues {
  const { startsAt, endsAt, endedAt, graceUntil, cancelAt, price, interval } = membership;
  const day = (instant: Date): string => text.date(instant, timeZone);
  return {
    start: day(startsAt),
    until: day(endedAt && endedAt < endsAt ? endedAt : endsAt),
    grace: day(graceUntil ?? endsAt),
    end: day(cancelAt ?? endsAt),
    price: price ? text.money(price) : '',
    interval: interval ?? 'other',
  };
}

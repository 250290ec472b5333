import { addDays } from '../common/dates.js';
import type { Gift } from './gift.js';

/** A word about a gift that nobody has claimed; `recipient` is asked again, `giver` is told. */
export interface Nudge {
  to: 'recipient' | 'giver';
  kind: 'first' | 'second' | 'unclaimed' | 'deadline';
  at: Date;
}

type Unclaimed = Pick<
  Gift,
  'recipientEmail' | 'deliverAt' | 'deliveredAt' | 'claimUntil' | 'nextNudgeAt' | 'bouncedAt'
>;

/** Days after the gift was sent. */
const RECIPIENT_DAYS = { first: 14, second: 60 } as const;
const GIVER_DAYS = 30;
const DAYS_BEFORE_DEADLINE = 14;

/** All that a gift's people would hear while it waits, in order. Who has no address is not asked. */
export function nudgesOf(gift: Unclaimed): Nudge[] {
  const { deliverAt, deliveredAt, claimUntil } = gift;
  const sent = deliveredAt && deliveredAt > deliverAt ? deliveredAt : deliverAt;
  const nudges: Nudge[] = [
    { to: 'giver', kind: 'unclaimed', at: addDays(sent, GIVER_DAYS) },
    { to: 'giver', kind: 'deadline', at: addDays(claimUntil, -DAYS_BEFORE_DEADLINE) },
  ];
  if (gift.recipientEmail && !gift.bouncedAt)
    for (const kind of ['first', 'second'] as const)
      nudges.push({ to: 'recipient', kind, at: addDays(sent, RECIPIENT_DAYS[kind]) });
  return nudges
    .filter(({ at }) => at > sent && at < claimUntil)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** Those that are due and not sent yet. After a standstill each person hears only what was the latest. */
export function dueNudges(gift: Unclaimed, now: Date): Nudge[] {
  const { nextNudgeAt } = gift;
  if (!nextNudgeAt) return [];
  const due = nudgesOf(gift).filter(({ at }) => at >= nextNudgeAt && at <= now);
  return due.filter(({ to }, index) => !due.slice(index + 1).some((later) => later.to === to));
}

/** When the next one is due after `now`; null for none. */
export function nextNudgeAt(gift: Unclaimed, now: Date): Date | null {
  return nudgesOf(gift).find(({ at }) => at > now)?.at ?? null;
}

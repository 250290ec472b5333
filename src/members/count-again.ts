import type { EntityManager } from 'typeorm';
import type { Ledger, Reversal } from '../campaigns/ledger.service.js';
import { countedPeople } from './counted-people.js';

/**
 * After a gift that somebody had redeemed fell, or stands again: whoever pays for a membership of their own as well is counted
 * by the one or by the other, never by none or by both, and came back or not. The member is locked.
 */
export async function countAgain(
  manager: EntityManager,
  ledger: Ledger,
  memberId: string,
  { kind, source: cause, at, eventId }: Reversal['cause'],
): Promise<void> {
  const people = await countedPeople(manager, [memberId]);
  const source = `${cause}:member:${memberId}`;
  const entries = people
    .filter(({ entryId }) => entryId !== null)
    .flatMap(({ campaignId, due, counted, entryId: reversesId, returning, knownAsReturning }) => {
      const row = { campaignId, source, at, eventId, memberId };
      const standing = returning ? ('returning' as const) : ('not_returning' as const);
      return [
        ...(due === counted ? [] : [{ ...row, kind, delta: due - counted, reversesId }]),
        ...(returning === knownAsReturning ? [] : [{ ...row, kind: standing, delta: 0 }]),
      ];
    });
  await ledger.recordLate(manager, entries);
}

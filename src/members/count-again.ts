import type { EntityManager } from 'typeorm';
import type { Ledger, Reversal } from '../campaigns/ledger.service.js';
import { countedPeople } from './counted-people.js';

/**
 * After a gift that somebody had redeemed fell, or stands again: whoever pays for a membership of their own as well is counted
 * by the one or by the other, never by none or by both. The member is locked.
 */
export async function countAgain(
  manager: EntityManager,
  ledger: Ledger,
  memberId: string,
  { kind, source, at, eventId }: Reversal['cause'],
): Promise<void> {
  const people = await countedPeople(manager, [memberId]);
  const entries = people
    .filter(({ entryId, due, counted }) => entryId !== null && due !== counted)
    .map(({ campaignId, due, counted, entryId: reversesId }) => ({
      campaignId,
      kind,
      source: `${source}:member:${memberId}`,
      delta: due - counted,
      at,
      eventId,
      reversesId,
      memberId,
    }));
  await ledger.recordLate(manager, entries);
}

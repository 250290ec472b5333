import { In, type EntityManager } from 'typeorm';
import { Campaign } from '../campaigns/campaign.js';
import type { Ledger, NewEntry } from '../campaigns/ledger.service.js';
import type { Joining } from './join.js';
import { COUNTED, personStandings, type PersonStanding, standingKey } from './person-standings.js';

/** Writes what joinings mean for their campaigns' numbers (counting.md, rules 2 and 3). */
export async function countJoinings(
  manager: EntityManager,
  ledger: Ledger,
  joinings: Joining[],
): Promise<void> {
  const inCampaign = joinings.filter(({ paid }) => paid.purchase.campaignId !== null);
  if (inCampaign.length === 0) return;
  const standings = await standingsOf(manager, inCampaign);
  const returning = await countsReturning(manager, inCampaign);
  const entries = inCampaign.map((joining) => {
    const key = keyOf(joining);
    const standing = standings.get(key);
    standings.set(key, COUNTED);
    return standing ? furtherEntry(joining, standing) : personEntry(joining, returning);
  });
  await ledger.record(manager, entries);
}

/** Once per person and campaign. */
function personEntry(joining: Joining, returning: Set<string>): NewEntry {
  const { member } = joining;
  const entry = furtherEntry(joining, COUNTED);
  const source = `member:${member.id}`;
  if (member.firstPaidAt === null) return { ...entry, kind: 'membership', source, delta: 1 };
  return { ...entry, kind: 'returning', source, delta: returning.has(entry.campaignId) ? 1 : 0 };
}

/** A further membership of somebody who counts already: money, and nobody new. It brings back who was refunded before. */
function furtherEntry({ paid, member }: Joining, { missing, entryId }: PersonStanding): NewEntry {
  const { purchase, at, eventId } = paid;
  return {
    campaignId: purchase.campaignId ?? '',
    kind: 'membership',
    source: `purchase:${purchase.id}`,
    delta: missing,
    reversesId: missing === 0 ? null : entryId,
    money: purchase.price,
    at,
    memberId: member.id,
    purchaseId: purchase.id,
    eventId,
  };
}

const keyOf = ({ paid, member }: Joining): string => standingKey(paid.purchase.campaignId ?? '', member.id);

function standingsOf(manager: EntityManager, joinings: Joining[]): Promise<Map<string, PersonStanding>> {
  return personStandings(
    manager,
    joinings.map(({ member }) => member.id),
  );
}

async function countsReturning(manager: EntityManager, joinings: Joining[]): Promise<Set<string>> {
  const ids = joinings.flatMap(({ paid }) => paid.purchase.campaignId ?? []);
  const rows = await manager.findBy(Campaign, { id: In([...new Set(ids)]), countReturning: true });
  return new Set(rows.map(({ id }) => id));
}

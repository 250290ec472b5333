import { In, type EntityManager } from 'typeorm';
import { Campaign } from '../campaigns/campaign.js';
import { LedgerEntry } from '../campaigns/ledger-entry.js';
import type { Ledger, NewEntry } from '../campaigns/ledger.service.js';
import type { Joining } from './join.js';

/** Writes what joinings mean for their campaigns' numbers (counting.md, rules 2 and 3). */
export async function countJoinings(
  manager: EntityManager,
  ledger: Ledger,
  joinings: Joining[],
): Promise<void> {
  const inCampaign = joinings.filter(({ paid }) => paid.purchase.campaignId !== null);
  if (inCampaign.length === 0) return;
  const counted = await alreadyCounted(manager, inCampaign);
  const returning = await countsReturning(manager, inCampaign);
  const entries = inCampaign.map((joining) => {
    const key = keyOf(joining);
    const again = counted.has(key);
    counted.add(key);
    return again ? furtherEntry(joining) : personEntry(joining, returning);
  });
  await ledger.record(manager, entries);
}

/** Once per person and campaign. */
function personEntry(joining: Joining, returning: Set<string>): NewEntry {
  const { member } = joining;
  const entry = furtherEntry(joining);
  const source = `member:${member.id}`;
  if (member.firstPaidAt === null) return { ...entry, kind: 'membership', source, delta: 1 };
  return { ...entry, kind: 'returning', source, delta: returning.has(entry.campaignId) ? 1 : 0 };
}

/** A further membership of somebody who counts already: money, and nobody new. */
function furtherEntry({ paid, member }: Joining): NewEntry {
  const { purchase, at, eventId } = paid;
  return {
    campaignId: purchase.campaignId ?? '',
    kind: 'membership',
    source: `purchase:${purchase.id}`,
    delta: 0,
    money: purchase.price,
    at,
    memberId: member.id,
    purchaseId: purchase.id,
    eventId,
  };
}

const keyOf = ({ paid, member }: Joining): string => `${paid.purchase.campaignId} ${member.id}`;

/** Who joined, came back, or redeemed a gift that counted in that campaign is in its number already. */
async function alreadyCounted(manager: EntityManager, joinings: Joining[]): Promise<Set<string>> {
  const rows = await manager.find(LedgerEntry, {
    select: { campaignId: true, memberId: true },
    where: {
      memberId: In(joinings.map(({ member }) => member.id)),
      kind: In(['membership', 'returning', 'gift_redemption']),
    },
  });
  return new Set(rows.map(({ campaignId, memberId }) => `${campaignId} ${memberId}`));
}

async function countsReturning(manager: EntityManager, joinings: Joining[]): Promise<Set<string>> {
  const ids = joinings.flatMap(({ paid }) => paid.purchase.campaignId ?? []);
  const rows = await manager.findBy(Campaign, { id: In([...new Set(ids)]), countReturning: true });
  return new Set(rows.map(({ id }) => id));
}

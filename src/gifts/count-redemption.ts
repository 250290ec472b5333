import type { EntityManager } from 'typeorm';
import { Campaign } from '../campaigns/campaign.js';
import type { Ledger } from '../campaigns/ledger.service.js';
import type { Gift } from './gift.js';

/**
 * Redeeming adds 0, and leaves a row that says who redeemed: that person counts already, should they join later (worked
 * case 16). Two switches of a campaign change that: gifts that count when redeemed, and gifts to members that do not count.
 */
export async function countRedemption(
  manager: EntityManager,
  ledger: Ledger,
  gift: Gift,
  { memberId, paying, at }: { memberId: string; paying: boolean; at: Date },
): Promise<void> {
  const { campaignId, purchaseId } = gift;
  if (!campaignId) return;
  const campaign = await manager.findOneByOrFail(Campaign, { id: campaignId });
  const atRedemption = campaign.countGiftsAt === 'redemption' ? 1 : 0;
  const delta = paying && campaign.uncountGiftsToMembers ? atRedemption - 1 : atRedemption;
  const source = `gift:${gift.id}`;
  await ledger.record(manager, [
    { campaignId, kind: 'gift_redemption', source, delta, at, memberId, purchaseId },
  ]);
}

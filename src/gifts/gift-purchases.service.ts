import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Campaign } from '../campaigns/campaign.js';
import { Ledger, type NewEntry } from '../campaigns/ledger.service.js';
import { Clock } from '../common/clock.js';
import { addDays } from '../common/dates.js';
import { newId } from '../common/ids.js';
import { type Money, money } from '../common/money.js';
import { Mail } from '../mail/mail.service.js';
import type { Paid } from '../payments/outcome.js';
import { CLAIM_DAYS, Gift } from './gift.js';
import { GiftDelivery } from './gift-delivery.service.js';
import { orderOf } from './gift-order.js';

/** Gifts that have just been paid. */
@Injectable()
export class GiftPurchases {
  constructor(
    private readonly delivery: GiftDelivery,
    private readonly ledger: Ledger,
    private readonly mail: Mail,
    private readonly clock: Clock,
  ) {}

  /** One gift for each recipient; those for now go out in the same transaction, the others wait for their day. */
  async complete(manager: EntityManager, paid: Paid): Promise<void> {
    const gifts = giftsOf(paid, this.clock.now());
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(Gift)
      .values(gifts)
      .orIgnore()
      .returning('id')
      .execute();
    if (inserted.raw.length === 0) return;
    if (paid.price.amount > 0) await this.count(manager, gifts, paid);
    for (const gift of gifts) await this.sendOut(manager, gift, paid);
  }

  private async sendOut(manager: EntityManager, gift: Gift, paid: Paid): Promise<void> {
    // A link to hand on is in the receipt; a gift with an address goes there when it is due.
    const link = gift.recipientEmail ? undefined : await this.delivery.handOver(manager, gift);
    if (gift.recipientEmail && gift.isDue(this.clock.now())) await this.delivery.deliver(manager, gift);
    const { giverName, giverEmail, recipientName, months, deliverAt } = gift;
    const { purchase } = paid;
    const price = priceOfOne(paid, gift.place);
    const params = {
      giverName,
      recipientName,
      months,
      tier: gift.tier,
      price,
      deliverOn: deliverAt.toISOString(),
    };
    await this.mail.enqueue(manager, [
      {
        template: 'gift-receipt',
        to: giverEmail,
        locale: purchase.locale,
        params: link ? { ...params, link } : params,
        dedupeKey: `gift-receipt:${gift.id}`,
      },
    ]);
  }

  /** A gift counts once: when it is bought, or, where the campaign says so, when it is redeemed (counting.md, rule 4). */
  private async count(manager: EntityManager, gifts: Gift[], paid: Paid): Promise<void> {
    const { purchase, at, eventId } = paid;
    const { campaignId } = purchase;
    if (!campaignId) return;
    const campaign = await manager.findOneByOrFail(Campaign, { id: campaignId });
    const delta = campaign.countGiftsAt === 'purchase' ? 1 : 0;
    const entries = gifts.map((gift): NewEntry => {
      const source = `gift:${gift.id}`;
      const each = priceOfOne(paid, gift.place);
      return { campaignId, kind: 'gift', source, delta, money: each, at, purchaseId: purchase.id, eventId };
    });
    await this.ledger.record(manager, entries);
  }
}

/** What one of them cost, coupons taken off; a rest that cannot be shared out is the first one's. */
function priceOfOne({ price, purchase }: Paid, place: number): Money {
  const each = Math.floor(price.amount / purchase.quantity);
  const rest = price.amount - each * purchase.quantity;
  return money(place === 1 ? each + rest : each, price.currency);
}

function giftsOf({ purchase, at, price }: Paid, now: Date): Gift[] {
  const order = orderOf(purchase);
  // Stripe's clock may be ahead of ours: right away is not a moment to wait for.
  const rightAway = at < now ? at : now;
  return order.recipients.map((recipient, index) => {
    const deliverAt = recipient.deliverAt ? new Date(recipient.deliverAt) : rightAway;
    return Object.assign(new Gift(), {
      id: newId(),
      purchaseId: purchase.id,
      place: index + 1,
      planId: order.plan,
      tier: order.tier,
      months: order.months,
      status: 'bought',
      giverName: order.giver.name,
      giverEmail: order.giver.email,
      recipientName: recipient.name,
      recipientEmail: recipient.email,
      message: recipient.message,
      deliverAt,
      claimUntil: addDays(deliverAt, CLAIM_DAYS),
      frozenAt: null,
      // What cost nothing is counted nowhere, also when it is redeemed.
      campaignId: price.amount > 0 ? purchase.campaignId : null,
      livemode: purchase.livemode,
      boughtAt: at,
    } satisfies Partial<Gift>);
  });
}

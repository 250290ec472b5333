import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Campaign } from '../campaigns/campaign.js';
import { Ledger, type NewEntry } from '../campaigns/ledger.service.js';
import { Clock } from '../common/clock.js';
import { addDays } from '../common/dates.js';
import { newId } from '../common/ids.js';
import { type Money, money } from '../common/money.js';
import { Mail } from '../mail/mail.service.js';
import type { MailRequest } from '../mail/templates.js';
import type { Paid } from '../payments/outcome.js';
import { CLAIM_DAYS, Gift } from './gift.js';
import { deliveryMail } from './delivery-mail.js';
import { type Bought, receiptMail } from './receipt-mail.js';
import { GiftDelivery } from './gift-delivery.service.js';
import { GiftLinks } from './gift-links.js';
import { orderOf } from './gift-order.js';

/** Gifts that have just been paid. */
@Injectable()
export class GiftPurchases {
  constructor(
    private readonly delivery: GiftDelivery,
    private readonly ledger: Ledger,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
  ) {}

  /** One gift for each recipient, and those for the pool; those for now go out in the same transaction, the others wait for their day. */
  async complete(manager: EntityManager, paid: Paid[]): Promise<void> {
    const now = this.clock.now();
    const bought = paid.flatMap((one) => giftsOf(one, now).map((gift) => this.handedOver(gift, one, now)));
    const known = await insertGifts(
      manager,
      bought.map(({ gift }) => gift),
    );
    const fresh = bought.filter(({ gift }) => known.has(gift.id));
    await this.count(manager, fresh);
    await this.mail.enqueue(manager, [...fresh.flatMap(deliveries), ...this.receipts(fresh)]);
  }

  /** A link to hand on is in the receipt; a gift with an address goes there when it is due. */
  private handedOver(gift: Gift, paid: Paid, now: Date): Bought {
    if (gift.status === 'pooled' || (gift.recipientEmail && !gift.isDue(now)))
      return { gift, paid, link: null };
    return { gift, paid, link: this.delivery.handOver(gift) };
  }

  /** One for each purchase. */
  private receipts(bought: Bought[]): MailRequest[] {
    const purchases = new Map<string, Bought[]>();
    for (const each of bought) {
      const { id } = each.paid.purchase;
      const gifts = purchases.get(id) ?? [];
      gifts.push(each);
      purchases.set(id, gifts);
    }
    return [...purchases].map(([id, gifts]) => receiptMail(gifts, this.links.ofGiver(id)));
  }

  /** A gift counts once: when it is bought, or, where the campaign says so, when it is redeemed (counting.md, rule 4). */
  private async count(manager: EntityManager, bought: Bought[]): Promise<void> {
    const ids = new Set(bought.flatMap(({ gift }) => gift.campaignId ?? []));
    if (ids.size === 0) return;
    const campaigns = await manager.findBy(Campaign, { id: In([...ids]) });
    const deltas = new Map(campaigns.map((each) => [each.id, each.countGiftsAt === 'purchase' ? 1 : 0]));
    const entries = bought.flatMap(({ gift, paid }): NewEntry[] => {
      const delta = deltas.get(gift.campaignId ?? '');
      if (!gift.campaignId || delta === undefined) return [];
      const { purchase, at, eventId } = paid;
      const source = `gift:${gift.id}`;
      const money = priceOfOne(paid, gift.place);
      return [
        {
          campaignId: gift.campaignId,
          kind: 'gift',
          source,
          delta,
          money,
          at,
          purchaseId: purchase.id,
          eventId,
        },
      ];
    });
    await this.ledger.record(manager, entries);
  }
}

/** Few enough for the parameters that one statement can have. */
const AT_A_TIME = 500;

/** Returns the ids of those that were new. */
async function insertGifts(manager: EntityManager, gifts: Gift[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let from = 0; from < gifts.length; from += AT_A_TIME) {
    const { raw } = await manager
      .createQueryBuilder()
      .insert()
      .into(Gift)
      .values(gifts.slice(from, from + AT_A_TIME))
      .orIgnore()
      .returning('id')
      .execute();
    for (const { id } of raw as { id: string }[]) known.add(id);
  }
  return known;
}

function deliveries({ gift, link }: Bought): MailRequest[] {
  return link && gift.recipientEmail ? [deliveryMail(gift, gift.recipientEmail, link)] : [];
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
  const nobody = { name: null, email: null, message: null, deliverAt: null };
  const named = order.recipients.map((recipient) => ({ ...recipient, pooledAt: null }));
  const pooled = Array.from({ length: order.pool ?? 0 }, () => ({ ...nobody, pooledAt: rightAway }));
  return [...named, ...pooled].map((recipient, index) => {
    const deliverAt = recipient.deliverAt ? new Date(recipient.deliverAt) : rightAway;
    return Object.assign(new Gift(), {
      id: newId(),
      purchaseId: purchase.id,
      place: index + 1,
      planId: order.plan,
      tier: order.tier,
      months: order.months,
      status: recipient.pooledAt ? 'pooled' : 'bought',
      pooledAt: recipient.pooledAt,
      giverName: order.giver.name,
      giverEmail: order.giver.email,
      locale: purchase.locale,
      recipientName: recipient.name,
      recipientEmail: recipient.email,
      message: recipient.message,
      deliverAt,
      claimUntil: addDays(deliverAt, CLAIM_DAYS),
      linkVersion: 0,
      tokenHash: null,
      frozenAt: null,
      // What cost nothing is counted nowhere, also when it is redeemed.
      campaignId: price.amount > 0 ? purchase.campaignId : null,
      livemode: purchase.livemode,
      boughtAt: at,
    } satisfies Partial<Gift>);
  });
}

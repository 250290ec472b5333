import { Injectable } from '@nestjs/common';
import { bought } from '../payments/bought.js';
import { fault } from '../common/faults.js';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Clock } from '../common/clock.js';
import { InvalidInput } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { Plans } from '../members/plans.service.js';
import type { OpenCheckout } from '../payments/checkout-request.js';
import { Checkout } from '../payments/checkout.service.js';
import { type Money, multiplyMoney } from '../common/money.js';
import type { GiftCheckoutDto } from './gift-checkout.dto.js';
import { GIFT } from './gift-handler.js';
import { type GiftNote, giftNotes } from './gift-notes.js';
import { giftOrder } from './gift-order.js';

/** What is to be known before paying. */
interface Offer {
  /** How many gifts there are. */
  gifts: number;
  /** For all of them. */
  price: Money;
  notes: GiftNote[];
}

/** Begins to pay for gifts: one, or one for each recipient. */
@Injectable()
export class GiftCheckout {
  constructor(
    private readonly plans: Plans,
    private readonly campaigns: Campaigns,
    private readonly checkout: Checkout,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens Stripe's page for the whole order.
   * @throws InvalidInput at `plan`, `months`, `campaign` or `recipients.N.deliverOn` and `.email`, PaymentsUnavailable
   */
  async start(dto: GiftCheckoutDto): Promise<OpenCheckout & Offer> {
    const { plan, term, campaign, order } = await this.read(dto);
    const { recipients, giver, pool } = order;
    const gifts = recipients.length + pool;
    const open = await this.checkout.start({
      purpose: GIFT,
      price: term.price,
      quantity: gifts,
      interval: 'once',
      productKey: `gift-${plan.id}-${term.months}`,
      what: bought('gift', { newsroom: this.settings.newsroomName, plan: plan.name, months: term.months }),
      email: giver.email,
      name: giver.name,
      campaignId: campaign?.id,
      attribution: { ...dto.attribution },
      details: { ...order },
      cancelPath: '/gift',
    });
    const price = multiplyMoney(term.price, gifts);
    return { ...open, gifts, price, notes: giftNotes(dto) };
  }

  private async read(dto: GiftCheckoutDto) {
    const plan = await this.plans.find(dto.plan);
    if (!plan) throw new InvalidInput({ plan: fault('gift.plan') });
    const term = await this.plans.giftTerm(plan.id, dto.months);
    if (!term) throw new InvalidInput({ months: fault('gift.months') });
    const campaign = await this.campaigns.forCheckout(dto.campaign);
    const order = giftOrder(dto, plan.tier, this.campaigns.zoneOf(campaign), this.clock.now());
    return { plan, term, campaign, order };
  }
}

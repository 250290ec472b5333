import { Injectable } from '@nestjs/common';
import { bought } from '../payments/bought.js';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { InvalidInput } from '../common/errors.js';
import { money } from '../common/money.js';
import { Settings } from '../config/settings.js';
import type { OpenCheckout } from '../payments/checkout-request.js';
import { Checkout } from '../payments/checkout.service.js';
import { faultOf } from './bounds.js';
import type { DonationCheckoutDto } from './donation-checkout.dto.js';
import { DONATION } from './donation-handler.js';

/** Begins to pay a donation. */
@Injectable()
export class DonationCheckout {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly checkout: Checkout,
    private readonly settings: Settings,
  ) {}

  /** @throws InvalidInput at `amount.amount`, `amount.currency` or `campaign`, PaymentsUnavailable */
  async start(dto: DonationCheckoutDto): Promise<OpenCheckout> {
    const found = faultOf(dto.amount);
    if (found) throw new InvalidInput({ [`amount.${found.field}`]: found.message });
    const campaign = await this.campaigns.forCheckout(dto.campaign);
    const dedication = dto.dedication?.trim();
    return this.checkout.start({
      purpose: DONATION,
      price: money(dto.amount.amount, dto.amount.currency),
      interval: dto.interval,
      productKey: 'donation',
      what: bought('donation', { newsroom: this.settings.newsroomName }),
      email: dto.email,
      name: dto.name,
      campaignId: campaign?.id,
      attribution: { ...dto.attribution },
      details: dedication ? { dedication } : {},
      // Stripe shows "Donate" for what is paid once; what recurs is always "Subscribe".
      submitType: dto.interval === 'once' ? 'donate' : 'pay',
      cancelPath: '/donate',
    });
  }
}

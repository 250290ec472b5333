import { Injectable } from '@nestjs/common';
import { bought } from '../payments/bought.js';
import { fault } from '../common/faults.js';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { InvalidInput } from '../common/errors.js';
import type { OpenCheckout } from '../payments/checkout-request.js';
import { Checkout } from '../payments/checkout.service.js';
import { Settings } from '../config/settings.js';
import type { MembershipCheckoutDto } from './membership-checkout.dto.js';
import { MEMBERSHIP } from './membership-purpose.js';
import { Plans } from './plans.service.js';
import { RunningMemberships } from './running-memberships.service.js';

/** Begins to pay for a membership. */
@Injectable()
export class MembershipCheckout {
  constructor(
    private readonly plans: Plans,
    private readonly running: RunningMemberships,
    private readonly campaigns: Campaigns,
    private readonly checkout: Checkout,
    private readonly settings: Settings,
  ) {}

  /** @throws InvalidInput at `plan` or `campaign`, AlreadyMember, PaymentsUnavailable */
  async start(dto: MembershipCheckoutDto): Promise<OpenCheckout> {
    const plan = await this.plans.find(dto.plan);
    if (!plan) throw new InvalidInput({ plan: fault('plan') });
    const campaign = await this.campaigns.forCheckout(dto.campaign);
    if (dto.email) await this.running.refuseSecond(dto.email);
    return this.checkout.start({
      purpose: MEMBERSHIP,
      price: plan.price,
      interval: plan.interval,
      trialDays: plan.trialDays,
      productKey: plan.productKey,
      what: bought('membership', { newsroom: this.settings.newsroomName, plan: plan.name }),
      email: dto.email,
      name: dto.name,
      campaignId: campaign?.id,
      attribution: { ...dto.attribution },
      details: { plan: plan.id },
      cancelPath: '/join',
    });
  }
}

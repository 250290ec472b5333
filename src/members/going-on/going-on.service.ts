import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, MoreThan } from 'typeorm';
import { bought } from '../../payments/bought.js';
import { Campaigns } from '../../campaigns/campaigns.service.js';
import { Clock } from '../../common/clock.js';
import { isId } from '../../common/ids.js';
import { NotFound } from '../../common/errors.js';
import { Settings } from '../../config/settings.js';
import { Checkout } from '../../payments/checkout.service.js';
import type { OpenCheckout } from '../../payments/checkout-request.js';
import { Purchase } from '../../payments/purchase.js';
import { memberUntil } from '../access.js';
import { Member } from '../member.js';
import { Membership } from '../membership.js';
import { MEMBERSHIP } from '../membership-purpose.js';
import { RunningMemberships } from '../running-memberships.service.js';
import { type FollowingPlan, followingPlans } from './following-plan.js';
import { GoingOnLinks } from './going-on-links.js';
import { GoingOnClosed } from './going-on-closed.js';

/** What one press would begin. */
export interface GoingOnOffer {
  plan: FollowingPlan;
  /** Nothing is charged before: the end of all that the member has. */
  firstChargeAt: Date;
  name: string | null;
  email: string;
  memberId: string;
}

/** Stripe's page may be paid until half an hour after it was opened: its first charge is due after that, never before. */
const AT_LEAST_MS = 3_600_000;

/** Lets a member by gift go on as a paying one from the end of the gift, without a gap and without paying twice. */
@Injectable()
export class GoingOn {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly links: GoingOnLinks,
    private readonly running: RunningMemberships,
    private readonly campaigns: Campaigns,
    private readonly checkout: Checkout,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @throws NotFound for a wrong link; GoingOnClosed for a gift that is over; AlreadyMember for who pays already */
  async offer(membershipId: string, token: string): Promise<GoingOnOffer> {
    if (!isId(membershipId) || !this.links.isOf(membershipId, token)) throw new NotFound();
    const { manager } = this.dataSource;
    const gift = await manager.findOneBy(Membership, { id: membershipId, source: 'gift' });
    const member = gift && (await manager.findOneBy(Member, { id: gift.memberId }));
    const plan = gift && (await followingPlans(manager, [gift.id])).get(gift.id);
    if (!member) throw new NotFound();
    await this.running.refuseSecond(member.email);
    const now = this.clock.now();
    const until = memberUntil(await manager.findBy(Membership, { memberId: member.id }), now);
    if (!until || !plan) throw new GoingOnClosed();
    const { id: memberId, name, email } = member;
    return { plan, firstChargeAt: after(until, now), name, email, memberId };
  }

  /** Opens Stripe's page; pressed twice, the same one. @throws as `offer`, and PaymentsUnavailable */
  async start(membershipId: string, token: string): Promise<OpenCheckout> {
    const { plan, firstChargeAt, email, name, memberId } = await this.offer(membershipId, token);
    const open = await this.opened(memberId, plan, firstChargeAt);
    if (open) return this.checkout.resume(open.id);
    const campaign = await this.campaigns.forCheckout(undefined);
    return this.checkout.start({
      purpose: MEMBERSHIP,
      price: plan.price,
      interval: plan.interval,
      firstChargeAt,
      productKey: productKeyOf(plan.id),
      what: bought('membership', { newsroom: this.settings.newsroomName, plan: plan.name }),
      email,
      name: name ?? undefined,
      memberId,
      campaignId: campaign?.id,
      details: { plan: plan.id },
      cancelPath: '/account',
    });
  }

  private opened(memberId: string, { id }: FollowingPlan, firstChargeAt: Date): Promise<Purchase | null> {
    const expiresAt = MoreThan(this.clock.atStripe());
    return this.dataSource.manager.findOne(Purchase, {
      where: { memberId, productKey: productKeyOf(id), status: 'open', firstChargeAt, expiresAt },
      order: { createdAt: 'DESC' },
    });
  }
}

function productKeyOf(plan: string): string {
  return `plan-${plan}`;
}

function after(until: Date, now: Date): Date {
  return new Date(Math.max(until.getTime(), now.getTime() + AT_LEAST_MS));
}

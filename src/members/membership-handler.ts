import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Ledger } from '../campaigns/ledger.service.js';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import type { MailRequest } from '../mail/templates.js';
import { Adoptions } from '../payments/adoptions.js';
import { OutcomeHandlers } from '../payments/handlers.js';
import type { Charged, Outcome } from '../payments/outcome.js';
import { Subscriptions } from '../payments/subscriptions.service.js';
import { adoptionFor } from './adopt-members.js';
import { countFirstCharges } from './count-first-charges.js';
import { followSubscriptions } from './follow-subscriptions.js';
import { type Joining, join, noteFirstPaid } from './join.js';
import { lockMembersOf } from './lock-members.js';
import { MEMBERSHIP } from './membership-purpose.js';
import { Plan } from './plan.js';
import { takeBack } from './take-back.js';

/** What money means for memberships: joined, renewed or ended, taken back. */
@Injectable()
export class MembershipHandler implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly handlers: OutcomeHandlers,
    private readonly adoptions: Adoptions,
    private readonly ledger: Ledger,
    private readonly mail: Mail,
    private readonly subscriptions: Subscriptions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(MEMBERSHIP, (manager, outcomes) => this.apply(manager, outcomes));
    this.adoptions.register((stripeIds) => adoptionFor(this.dataSource, stripeIds));
  }

  private async apply(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
    // Before anything is counted: whoever holds a roll-up's row must not wait for a person.
    const later = outcomes.filter(({ kind }) => kind !== 'paid');
    await lockMembersOf(manager, [...new Set(later.map(({ purchase }) => purchase.id))]);
    const plans = new Map((await manager.find(Plan)).map((plan) => [plan.id, plan]));
    const now = this.clock.now();
    const { livemode, GRACE_DAYS: graceDays } = this.settings;
    const joinings = await join(manager, only(outcomes, 'paid'), { plans, livemode, now });
    await this.count(manager, joinings, only(outcomes, 'charged'));
    // Who is taken in from elsewhere has been a member for long.
    const joined = joinings.filter(({ paid }) => !paid.purchase.details.adopted);
    await this.mail.enqueue(manager, joined.map(welcome));
    await followSubscriptions(manager, only(outcomes, 'subscription'), { now, graceDays, plans });
    const { ledger, subscriptions } = this;
    for (const reversed of only(outcomes, 'reversed'))
      await takeBack(manager, reversed, { ledger, subscriptions, now });
  }

  /** Once something was charged: a free trial counts when it ends (counting.md, rule 2). */
  private async count(manager: EntityManager, joinings: Joining[], charged: Charged[]): Promise<void> {
    const joined = joinings.map(({ paid, member }) => ({ ...paid, memberId: member.id }));
    const begun = charged.map(({ payment, ...rest }) => {
      const { memberId } = rest.purchase;
      if (!memberId) throw new Error(`purchase ${rest.purchase.id} was charged and has no member`);
      return { ...rest, memberId, price: payment.price };
    });
    await noteFirstPaid(manager, begun);
    const first = [...joined.filter(({ price }) => price.amount > 0), ...begun];
    await countFirstCharges(manager, this.ledger, first);
  }
}

function only<K extends Outcome['kind']>(outcomes: Outcome[], kind: K): Extract<Outcome, { kind: K }>[] {
  return outcomes.filter((outcome): outcome is Extract<Outcome, { kind: K }> => outcome.kind === kind);
}

function welcome({ paid, plan, person, until }: Joining): MailRequest {
  return {
    template: 'membership-welcome',
    to: person.email,
    locale: paid.purchase.locale,
    params: {
      name: person.name,
      tier: plan.name,
      interval: plan.interval,
      price: paid.price,
      until: until.toISOString(),
    },
    dedupeKey: `membership-welcome:${paid.purchase.id}`,
  };
}

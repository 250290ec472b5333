import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../campaigns/ledger.service.js';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import type { MailRequest } from '../mail/templates.js';
import { OutcomeHandlers } from '../payments/handlers.js';
import type { Outcome } from '../payments/outcome.js';
import { Subscriptions } from '../payments/subscriptions.service.js';
import { countJoinings } from './count-joining.js';
import { followSubscriptions } from './follow-subscriptions.js';
import { type Joining, join } from './join.js';
import { lockMembersOf } from './lock-members.js';
import { MEMBERSHIP } from './membership-purpose.js';
import { Plan } from './plan.js';
import { takeBack } from './take-back.js';

/** What money means for memberships: joined, renewed or ended, taken back. */
@Injectable()
export class MembershipHandler implements OnModuleInit {
  constructor(
    private readonly handlers: OutcomeHandlers,
    private readonly ledger: Ledger,
    private readonly mail: Mail,
    private readonly subscriptions: Subscriptions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(MEMBERSHIP, (manager, outcomes) => this.apply(manager, outcomes));
  }

  private async apply(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
    // Before anything is counted: whoever holds a roll-up's row must not wait for a person.
    const later = [...only(outcomes, 'subscription'), ...only(outcomes, 'reversed')];
    await lockMembersOf(manager, [...new Set(later.map(({ purchase }) => purchase.id))]);
    await this.join(manager, outcomes);
    await followSubscriptions(manager, only(outcomes, 'subscription'), this.clock.now());
    for (const reversed of only(outcomes, 'reversed'))
      await takeBack(manager, reversed, {
        ledger: this.ledger,
        mail: this.mail,
        subscriptions: this.subscriptions,
        now: this.clock.now(),
      });
  }

  private async join(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
    const paid = only(outcomes, 'paid');
    if (paid.length === 0) return;
    const plans = new Map((await manager.find(Plan)).map((plan) => [plan.id, plan]));
    const { livemode } = this.settings;
    const joinings = await join(manager, paid, { plans, livemode, now: this.clock.now() });
    await countJoinings(manager, this.ledger, joinings);
    await this.mail.enqueue(manager, joinings.map(welcome));
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
      price: paid.purchase.price,
      until: until.toISOString(),
    },
    dedupeKey: `membership-welcome:${paid.purchase.id}`,
  };
}

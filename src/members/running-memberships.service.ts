import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { DomainError } from '../common/errors.js';
import { hasAccess } from './access.js';
import { Members } from './members.service.js';
import { Membership } from './membership.js';

/** Somebody is about to pay twice. What they have can be changed instead: in their account. */
export class AlreadyMember extends DomainError {
  readonly code = 'already_member';
  readonly status = 409;

  constructor() {
    super('This address has a running membership. Sign in to change it; nothing has been charged.');
  }
}

/** Whether an address pays for a membership that runs now. Given time does not count: it may be followed by a plan. */
@Injectable()
export class RunningMemberships {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly members: Members,
    private readonly clock: Clock,
  ) {}

  /** @throws AlreadyMember */
  async refuseSecond(email: string): Promise<void> {
    const member = await this.members.byEmail(email);
    if (!member) return;
    const plans = await this.dataSource.manager.findBy(Membership, { memberId: member.id, source: 'plan' });
    const now = this.clock.now();
    if (plans.some((membership) => hasAccess(membership, now))) throw new AlreadyMember();
  }
}

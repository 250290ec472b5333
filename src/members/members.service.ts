import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { Settings } from '../config/settings.js';
import { hasAccess, memberUntil } from './access.js';
import { Member } from './member.js';
import { Membership } from './membership.js';

export interface Standing {
  member: boolean;
  /** ISO 8601 UTC. */
  until?: string;
  tier?: string;
}

/** Who is a member now. */
@Injectable()
export class Members {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async byEmail(email: string): Promise<Member | null> {
    const { livemode } = this.settings;
    return this.dataSource.manager.findOneBy(Member, { normalisedEmail: normaliseEmail(email), livemode });
  }

  async standing(email: string): Promise<Standing> {
    const member = await this.byEmail(email);
    if (!member) return { member: false };
    const now = this.clock.now();
    const memberships = await this.dataSource.manager.findBy(Membership, { memberId: member.id });
    const until = memberUntil(memberships, now);
    const running = memberships.find((membership) => hasAccess(membership, now));
    return until && running
      ? { member: true, until: until.toISOString(), tier: running.tier }
      : { member: false };
  }
}

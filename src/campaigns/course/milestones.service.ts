import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Staff } from '../../accounts/staff.service.js';
import { Clock } from '../../common/clock.js';
import { addDays } from '../../common/dates.js';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { Mail } from '../../mail/mail.service.js';
import { CampaignTally } from '../campaign-tally.js';
import { Campaign, DAYS_UNTIL_FROZEN } from '../campaign.js';
import { measuredOf } from '../progress-body.js';
import { CampaignMilestone } from './campaign-milestone.js';
import { MilestoneLetters } from './milestone-letters.service.js';

/** Tells staff, and where they have chosen so everybody who was counted, once each, of the parts of a goal that a campaign has reached. */
@Injectable()
export class Milestones implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly staff: Staff,
    private readonly letters: MilestoneLetters,
    private readonly mail: Mail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.register('milestones', () => this.look(), { every: '* * * * *' });
  }

  /** At all campaigns whose number still moves. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const campaigns = await this.dataSource.manager
      .createQueryBuilder(Campaign, 'c')
      .where('c.livemode = :livemode and c.published', { livemode: this.settings.livemode })
      .andWhere('c.startsAt <= :now and c.endsAt > :since', {
        now,
        since: addDays(now, -DAYS_UNTIL_FROZEN),
      })
      .getMany();
    for (const campaign of campaigns) await this.lookAt(campaign, now);
  }

  private async lookAt(campaign: Campaign, now: Date): Promise<void> {
    const tallies = await this.dataSource.manager.findBy(CampaignTally, { campaignId: campaign.id });
    const value = measuredOf(campaign, tallies);
    const reached = campaign.milestones.filter((percent) => value * 100 >= campaign.goalTarget * percent);
    if (reached.length === 0) return;
    await this.dataSource.transaction(async (manager) => {
      const fresh = await noteReached(manager, campaign.id, reached, now);
      // Several at once, as after an import, are told as the last of them.
      if (fresh.length > 0) await this.tell(manager, campaign, Math.max(...fresh), value);
      const forAll = fresh.filter((percent) => campaign.tellMembersAt.includes(percent));
      if (forAll.length > 0) await this.letters.begin(manager, campaign.id, Math.max(...forAll));
    });
  }

  private async tell(
    manager: EntityManager,
    campaign: Campaign,
    percent: number,
    value: number,
  ): Promise<void> {
    const { slug, title, goalTarget: target, goalCurrency: currency } = campaign;
    const link = `${this.settings.baseUrl}/staff?campaign=${slug}`;
    const people = await this.staff.everybody();
    await this.mail.enqueue(
      manager,
      people.map(({ email }) => ({
        template: 'campaign-milestone',
        to: email,
        locale: 'en',
        params: { title, percent, value, target, currency, link },
        dedupeKey: `campaign-milestone:${campaign.id}:${percent}:${email}`,
      })),
    );
  }
}

/** Returns those that were not noted before; two who look at once do not both get one. */
async function noteReached(
  manager: EntityManager,
  campaignId: string,
  percents: number[],
  now: Date,
): Promise<number[]> {
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(CampaignMilestone)
    .values(percents.map((percent) => ({ campaignId, percent, reachedAt: now })))
    .orIgnore()
    .returning('percent')
    .execute();
  return (raw as { percent: number }[]).map(({ percent }) => percent);
}

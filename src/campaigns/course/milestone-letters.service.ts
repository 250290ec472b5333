import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { Mail } from '../../mail/mail.service.js';
import type { MailRequest } from '../../mail/templates.js';
import { wordsIn } from '../campaign-copy.js';
import { Campaign } from '../campaign.js';
import { languageOf } from '../../common/languages.js';
import { CampaignMilestone } from './campaign-milestone.js';
import { CampaignNewsRefusal } from './campaign-news-refusal.js';
import { CampaignNews, emailHash } from './campaign-news.service.js';
import { type CountedAddress, countedAddresses } from './counted-addresses.js';

const JOB = 'milestone-letters';
const AT_A_TIME = 200;
/** The rest is for the next minute's run. */
const RUN_MS = 40_000;

/** Tells everybody who was counted that a milestone is reached, where staff have chosen so: once each, a few at a time. */
@Injectable()
export class MilestoneLetters implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
    private readonly news: CampaignNews,
  ) {}

  onModuleInit(): void {
    this.jobs.register(JOB, () => this.goOn(), { every: '* * * * *' });
  }

  /** Those who are counted now shall hear of it. In the transaction that notes it as reached. */
  async begin(manager: EntityManager, campaignId: string, percent: number): Promise<void> {
    await manager.query(
      `update campaign_milestones set tell_through = (select coalesce(max(id), 0) from ledger_entries)
       where campaign_id = $1 and percent = $2`,
      [campaignId, percent],
    );
    await this.jobs.enqueue(manager, JOB, {}, { singletonKey: 'reached' });
  }

  /** From wherever the last run was cut off: how far it has come is written together with its e-mails. */
  async goOn(): Promise<void> {
    const until = performance.now() + RUN_MS;
    while (performance.now() < until)
      if (!(await this.dataSource.transaction((manager) => this.tellSome(manager)))) return;
  }

  /** False when nobody is left, or another process is at it. */
  private async tellSome(manager: EntityManager): Promise<boolean> {
    const begun: [CampaignMilestone?] = await manager.query(
      `select m.campaign_id "campaignId", m.percent, m.tell_through "tellThrough", m.told_to "toldTo"
       from campaign_milestones m join campaigns c on c.id = m.campaign_id and c.livemode = $1
       where m.tell_through is not null and m.told_at is null
       order by m.reached_at limit 1 for update of m skip locked`,
      [this.settings.livemode],
    );
    const [milestone] = begun;
    if (!milestone) return false;
    const { campaignId, percent, tellThrough, toldTo } = milestone;
    const span = { campaignId, after: toldTo, through: tellThrough ?? 0 };
    const { last, rows, people } = await countedAddresses(manager, span, AT_A_TIME);
    const campaign = await manager.findOneByOrFail(Campaign, { id: campaignId });
    await this.mail.enqueue(manager, await this.lettersTo(manager, campaign, percent, people));
    await manager.update(
      CampaignMilestone,
      { campaignId, percent },
      { toldTo: last ?? toldTo, toldAt: rows < AT_A_TIME ? this.clock.now() : null },
    );
    return true;
  }

  /** One for each address. Who was found in an earlier batch too has the same key, and gets no other. */
  private async lettersTo(
    manager: EntityManager,
    { id, slug, title, copy }: Campaign,
    percent: number,
    people: CountedAddress[],
  ): Promise<MailRequest[]> {
    const byHash = new Map(people.map((person) => [emailHash(person.email), person]));
    const refused = await manager.findBy(CampaignNewsRefusal, { emailHash: In([...byHash.keys()]) });
    for (const { emailHash: hash } of refused) byHash.delete(hash);
    const link = `${this.settings.baseUrl}/campaigns/${slug}`;
    const words = wordsIn(copy, percent < 100 ? 'running' : 'met');
    const titleIn = (locale: string): string => words[languageOf(locale)]?.title ?? title;
    return [...byHash].map(([hash, { email, name, locale }]) => ({
      template: 'milestone-letter',
      to: email,
      locale,
      params: { name, title: titleIn(locale), percent, link, unsubscribe: this.news.stopLink(email) },
      dedupeKey: `milestone-letter:${id}:${percent}:${hash}`,
    }));
  }
}

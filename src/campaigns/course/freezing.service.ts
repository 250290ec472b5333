import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { addDays } from '../../common/dates.js';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { CampaignTally } from '../campaign-tally.js';
import { Campaign, DAYS_UNTIL_FROZEN } from '../campaign.js';
import { progressBody } from '../progress-body.js';
import { PROGRESS_CHANNEL } from '../tallies.js';
import { CampaignResult } from './campaign-result.js';

/** Freezes the number of a campaign four days after its end: what comes later stands beside it (counting.md, rule 10). */
@Injectable()
export class Freezing implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.register('freeze-campaigns', () => this.freezeDue(), { every: '* * * * *' });
  }

  /** Those that are due and not frozen yet, each once, by however many processes. */
  async freezeDue(): Promise<void> {
    const due: { id: string }[] = await this.dataSource.query(
      `select c.id from campaigns c where c.livemode = $1 and c.published and c.ends_at <= $2
         and not exists (select from campaign_results r where r.campaign_id = c.id)`,
      [this.settings.livemode, addDays(this.clock.now(), -DAYS_UNTIL_FROZEN)],
    );
    for (const { id } of due) await this.dataSource.transaction((manager) => this.freeze(manager, id));
  }

  private async freeze(manager: EntityManager, id: string): Promise<void> {
    const campaign = await manager.findOneOrFail(Campaign, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (await manager.existsBy(CampaignResult, { campaignId: id })) return;
    const frozenAt = this.clock.now();
    const { tallies, entries, digest } = await asOfOneMoment(manager, id);
    const { progress } = progressBody(campaign, tallies, 0, frozenAt);
    await manager.insert(CampaignResult, { campaignId: id, frozenAt, progress, entries, digest });
    await manager.query('select pg_notify($1, $2)', [PROGRESS_CHANNEL, id]);
  }
}

interface Moment {
  tallies: CampaignTally[];
  entries: number;
  digest: string;
}

/** The sums and the rows in one statement: what is written meanwhile is in both or in neither. */
async function asOfOneMoment(manager: EntityManager, campaignId: string): Promise<Moment> {
  const [found] = await manager.query<[Moment]>(
    `select (select coalesce(json_agg(json_build_object('kind', t.kind, 'currency', t.currency, 'entries', t.entries,
         'delta', t.delta, 'amount', t.amount, 'counted', t.counted, 'updatedAt', t.updated_at)), '[]')
         from campaign_tallies t where t.campaign_id = $1) as tallies,
       count(*) as entries, encode(sha256(convert_to(coalesce(
         string_agg(concat_ws(' ', id, kind, source, delta, amount, currency), E'\\n' order by id), ''), 'utf8')), 'hex') as digest
     from ledger_entries where campaign_id = $1`,
    [campaignId],
  );
  const tallies = found.tallies.map((tally) => ({ ...tally, updatedAt: new Date(tally.updatedAt) }));
  return { ...found, tallies };
}

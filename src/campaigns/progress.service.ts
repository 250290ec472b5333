import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { type WordsByLanguage, wordsIn } from './campaign-copy.js';
import { Campaign } from './campaign.js';
import { CampaignTally } from './campaign-tally.js';
import { Campaigns } from './campaigns.service.js';
import { CampaignResult } from './course/campaign-result.js';
import { frozenBody, type ProgressBody, progressBody } from './progress-body.js';
import { Supporters } from './supporters.service.js';

/** The body as it goes over the wire, made once for all who ask. */
export interface Snapshot {
  campaignId: string;
  body: ProgressBody;
  /** What it says now instead of its usual words. */
  words: WordsByLanguage;
  json: Buffer;
  etag: string;
}

interface Cached {
  snapshot: Promise<Snapshot>;
  /** The same, once it is there: the hot route need not wait for a promise. */
  ready: Snapshot | null;
  /** Real milliseconds: a cache must age also when the clock of the product stands still. */
  until: number;
}

/** How old a snapshot may get if no notice of a change came: the listener's connection may just have been lost. */
const MAX_AGE_MS = 2_000;

/** What readers see of a campaign. Its cost does not grow with readers, members or ledger rows. */
@Injectable()
export class Progress {
  private readonly cache = new Map<string, Cached>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly campaigns: Campaigns,
    private readonly supporters: Supporters,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for one that does not exist or is a draft. */
  snapshot(slug: string): Promise<Snapshot> {
    const cached = this.cache.get(slug);
    if (cached && cached.until > performance.now()) return cached.snapshot;
    const snapshot = this.take(slug);
    const entry: Cached = { snapshot, ready: null, until: performance.now() + MAX_AGE_MS };
    this.cache.set(slug, entry);
    snapshot.then(
      (taken) => (entry.ready = taken),
      () => {
        // An unknown address must not stay in memory, and a failure must not be served again.
        if (this.cache.get(slug) === entry) this.cache.delete(slug);
      },
    );
    return snapshot;
  }

  /** Without waiting, where it is known. */
  ready(slug: string): Snapshot | null {
    const cached = this.cache.get(slug);
    return cached && cached.until > performance.now() ? cached.ready : null;
  }

  /** Something moved: the next to ask gets the new number. */
  forget(): void {
    this.cache.clear();
  }

  private async take(slug: string): Promise<Snapshot> {
    return this.describe(await this.campaigns.bySlug(slug));
  }

  private async describe(campaign: Campaign): Promise<Snapshot> {
    const tallies = await this.dataSource.getRepository(CampaignTally).findBy({ campaignId: campaign.id });
    const now = this.clock.now();
    const live = progressBody(campaign, tallies, await this.supporters.count(), now);
    const result = campaign.isFrozen(now)
      ? await this.dataSource.manager.findOneBy(CampaignResult, { campaignId: campaign.id })
      : null;
    const body = result ? frozenBody(live, result) : live;
    const json = Buffer.from(JSON.stringify(withoutTranslations(body)));
    const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
    return { campaignId: campaign.id, body, words: wordsIn(campaign.copy, body.status), json, etag };
  }
}

/** The number is asked for by the million; words in other languages go with the banner and the page that say them. */
function withoutTranslations(body: ProgressBody): ProgressBody {
  return { ...body, claims: body.claims.map(({ translations: _translations, ...claim }) => claim) };
}

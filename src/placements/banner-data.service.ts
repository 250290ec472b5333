import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { CampaignWords } from '../campaigns/campaign-copy.js';
import { Progress, type Snapshot } from '../campaigns/progress.service.js';
import { Settings } from '../config/settings.js';
import { type Claim, claimIn } from '../campaigns/claim.js';
import { type Language, languages } from '../common/languages.js';
import type { Experiment } from '../experiments/experiment.js';
import { Experiments } from '../experiments/experiments.service.js';
import { Newsletters } from '../newsletters/newsletters.service.js';
import { copy as usual } from './messages/copy.js';
import { quietOf, rulesForBrowser } from './placement-rules.js';
import type { Placement } from './placement.js';
import { Placements } from './placements.service.js';

/** The newsletters change rarely; milliseconds. */
const LISTS_AGE_MS = 30_000;

export interface BannerData {
  json: Buffer;
  etag: string;
  /** It depends on where the reader is, so no cache may give it to another one. */
  forOneReader: boolean;
}

interface Lists {
  lists: { key: string; name: string; description: string }[];
  until: number;
}

/** All that a banner asks for, in one answer. */
@Injectable()
export class BannerDataOf {
  /** Answers live as long as the number that they show. */
  private readonly answers = new WeakMap<Snapshot, Map<string, BannerData>>();
  private known: Lists | null = null;

  constructor(
    private readonly progress: Progress,
    private readonly placements: Placements,
    private readonly experiments: Experiments,
    private readonly newsletters: Newsletters,
    private readonly settings: Settings,
  ) {}

  /** `country` as the CDN says it; undefined where it does not. @throws NotFound for a campaign that is not there */
  async of(slug: string, placementKey: string, country: string | undefined): Promise<BannerData> {
    const [snapshot, placement, lists] = await Promise.all([
      this.progress.snapshot(slug),
      this.placements.find(placementKey),
      this.lists(),
    ]);
    // A banner without a placement goes by its variant's name, so that is a placement too.
    const experiment = await this.experiments.at(snapshot.campaignId, placementKey);
    const forOneReader = (placement?.rules.countries.length ?? 0) > 0;
    const from = forOneReader ? (country?.trim().toUpperCase() ?? null) : null;
    const rules = placement && rulesForBrowser(placement.rules, from);
    const told = {
      ...(rules && { rules }),
      ...(placement && { quiet: quietOf(placement.rules) }),
      ...(experiment && { experiment: experimentForBrowser(experiment) }),
    };
    const key = `${variety(placement)}:${variety(experiment)}:${rules && 'off' in rules ? 'off' : ''}:${lists.until}`;
    const answers = this.answers.get(snapshot) ?? new Map<string, BannerData>();
    this.answers.set(snapshot, answers);
    const ready = answers.get(key) ?? { ...this.write(snapshot, told, lists), forOneReader };
    answers.set(key, ready);
    return ready;
  }

  private write(snapshot: Snapshot, told: object, { lists }: Lists): Omit<BannerData, 'forOneReader'> {
    const { baseUrl } = this.settings;
    const links = Object.fromEntries(
      ['join', 'gift', 'donate', 'newsletters'].map((name) => [name, `${baseUrl}/${name}`]),
    );
    const copy = Object.fromEntries(
      languages.map((one) => [
        one,
        { ...usual[one], ...banner(snapshot.words[one]), ...claims(snapshot.body.claims, one) },
      ]),
    );
    const rest = JSON.stringify({ ...told, copy, links, lists });
    const json = Buffer.from(`{"campaign":${snapshot.json.toString()},${rest.slice(1)}`);
    const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
    return { json, etag };
  }

  private async lists(): Promise<Lists> {
    if (this.known && this.known.until > performance.now()) return this.known;
    const all = await this.newsletters.offered();
    const lists = all.map(({ key, name, description }) => ({ key, name, description }));
    this.known = { lists, until: performance.now() + LISTS_AGE_MS };
    return this.known;
  }
}

/** What of a placement makes its answer another one; names that nobody registered share one. */
function variety(of: Placement | Experiment | null): string {
  return of ? `${of.key}@${of.updatedAt.getTime()}` : '';
}

/** The story is for the campaign's own page. */
function banner(words: CampaignWords = {}): object {
  return Object.fromEntries(Object.entries(words).filter(([name]) => name !== 'story'));
}

/** Where any of them reads otherwise in that language. */
function claims(all: Claim[], language: Language): object {
  const isTranslated = all.some(({ translations }) => translations?.[language]);
  return isTranslated ? { claims: all.map((claim) => claimIn(claim, language)) } : {};
}

/** A decided one has its winner alone, and no key: nothing is counted any more. */
function experimentForBrowser({ key, status, winner, currency, variants }: Experiment): object {
  const dealt = variants.filter((variant) => status === 'running' || variant.key === winner);
  const told = dealt.map((variant) => ({
    key: variant.key,
    weight: variant.weight,
    copy: variant.copy,
    ...(variant.amounts.length > 0 && { amounts: variant.amounts }),
  }));
  return { ...(status === 'running' && { key }), currency, variants: told };
}

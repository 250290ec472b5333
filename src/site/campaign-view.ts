import { wordsIn } from '../campaigns/campaign-copy.js';
import type { Campaign } from '../campaigns/campaign.js';
import { type Claim, claimIn } from '../campaigns/claim.js';
import type { Language } from '../common/languages.js';
import type { ProgressBody } from '../campaigns/progress-body.js';
import type { Money } from '../common/money.js';

/** A campaign's state as `GET /api/campaigns/:slug` tells it; times are ISO 8601 UTC. */
export interface CampaignProgress {
  slug: string;
  title: string;
  status: 'draft' | 'announced' | 'running' | 'met' | 'ended';
  goal: { kind: 'members' | 'money'; target: number; currency?: string };
  nextGoal?: { target: number } | null;
  progress: { count: number; percent: number; remaining: number; amount?: Money; converted?: Money };
  /** What a donor adds to others' money. */
  matching?: { donor: string; limit: Money; matched: Money; confirmed: boolean };
  /** Once it is frozen: when, and what came after that. */
  frozen?: { at: string; since: { count: number; amount?: Money } };
  supporters: number;
  claims: Claim[];
  startsAt: string;
  endsAt: string;
  timeZone: string;
}

/** What the campaign's page says besides. */
export interface CampaignView extends CampaignProgress {
  headline: string;
  /** Paragraphs, with an empty line between them. */
  story: string;
}

/** In the words that it has for its state and the reader's language, where it has some. */
export function campaignView(campaign: Campaign, body: ProgressBody, language: Language): CampaignView {
  const words = wordsIn(campaign.copy, body.status)[language];
  const title = words?.title ?? body.title;
  const headline = words?.headline ?? campaign.headline;
  const claims = body.claims.map((claim) => claimIn(claim, language));
  return { ...body, title, headline, claims, story: words?.story ?? campaign.story };
}

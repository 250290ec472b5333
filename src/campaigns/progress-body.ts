import type { Money } from '../common/money.js';
import type { Campaign, CampaignStatus } from './campaign.js';
import type { CampaignTally } from './campaign-tally.js';
import type { CampaignResult } from './course/campaign-result.js';
import { type Matched, matchedOf } from './matching.js';
import { type Claim, isFresh } from './claim.js';

/** `GET /api/campaigns/:slug`; times are ISO 8601 UTC, money is minor units. */
export interface ProgressBody {
  slug: string;
  title: string;
  headline: string;
  status: CampaignStatus;
  goal: { kind: 'members' | 'money'; target: number; currency?: string };
  nextGoal?: { target: number };
  progress: {
    count: number;
    percent: number;
    remaining: number;
    memberships: number;
    gifts: number;
    returning: number;
    adjustments: number;
    amount?: Money;
    /** How much of it came in other currencies, at the rates of their days. */
    converted?: Money;
  };
  /** What a donor adds to others' money: shown apart until it is confirmed. */
  matching?: Matched;
  /** Once it is frozen: when, and what came after that, which the number does not show. */
  frozen?: { at: string; since: { count: number; amount?: Money } };
  supporters: number;
  claims: Claim[];
  startsAt: string;
  endsAt: string;
  timeZone: string;
  updatedAt: string;
}

/** What a campaign shows of itself; `tallies` are its own. */
export function progressBody(
  campaign: Campaign,
  tallies: CampaignTally[],
  supporters: number,
  now: Date,
): ProgressBody {
  const currency = campaign.goalCurrency;
  const of = (kind: string): CampaignTally[] => tallies.filter((tally) => tally.kind === kind);
  const people = campaign.baseline + sum(tallies, 'delta');
  const measured = measuredOf(campaign, tallies);
  const foreign = tallies.filter((tally) => tally.currency !== '' && tally.currency !== currency);
  const converted = campaign.goalKind === 'money' ? sum(foreign, 'counted') : 0;
  const { slug, title, headline, goalKind: kind, goalTarget: target, nextGoals, timeZone } = campaign;
  const matched = matchedOf(campaign, tallies);
  // The next one that is not reached, or the last.
  const nextGoal = nextGoals.find((next) => next > measured) ?? nextGoals.at(-1);
  return {
    slug,
    title,
    headline,
    status: campaign.status(now, measured),
    goal: currency ? { kind, target, currency } : { kind, target },
    ...(nextGoal && { nextGoal: { target: nextGoal } }),
    progress: {
      count: people,
      percent: campaign.percent(measured),
      remaining: campaign.remaining(measured),
      memberships: sum(of('membership'), 'delta'),
      gifts: sum(of('gift'), 'delta'),
      returning: sum(of('returning'), 'entries') - sum(of('not_returning'), 'entries'),
      adjustments: sum(of('adjustment'), 'delta'),
      ...(currency && { amount: { amount: measured, currency } }),
      ...(currency && converted !== 0 && { converted: { amount: converted, currency } }),
    },
    ...(matched && { matching: matched }),
    supporters,
    claims: campaign.claims.filter((claim) => isFresh(claim, now)),
    startsAt: campaign.startsAt.toISOString(),
    endsAt: campaign.endsAt.toISOString(),
    timeZone,
    updatedAt: latest(campaign, tallies).toISOString(),
  };
}

/** What is measured against the goal: people, or money in the goal's currency. */
export function measuredOf(campaign: Campaign, tallies: CampaignTally[]): number {
  if (campaign.goalKind === 'members') return campaign.baseline + sum(tallies, 'delta');
  return campaign.baseline + sum(tallies, 'counted');
}

function sum(tallies: CampaignTally[], column: 'delta' | 'counted' | 'entries'): number {
  return tallies.reduce((total, tally) => total + tally[column], 0);
}

function latest(campaign: Campaign, tallies: CampaignTally[]): Date {
  const times = [campaign.updatedAt, ...tallies.map(({ updatedAt }) => updatedAt)].map((time) =>
    time.getTime(),
  );
  return new Date(Math.max(...times));
}

/** The number as it was frozen, and beside it what has changed since. */
export function frozenBody(body: ProgressBody, { frozenAt, progress }: CampaignResult): ProgressBody {
  const amount = body.progress.amount && {
    amount: body.progress.amount.amount - (progress.amount?.amount ?? 0),
    currency: body.progress.amount.currency,
  };
  const since = { count: body.progress.count - progress.count, ...(amount && { amount }) };
  return { ...body, progress, frozen: { at: frozenAt.toISOString(), since } };
}

import type { FieldErrors } from '../common/errors.js';
import { isTimeZone } from '../common/dates.js';
import type { CampaignCopy } from './campaign-copy.js';
import type { Campaign } from './campaign.js';
import type { Matching } from './matching.js';
import type { Claim } from './claim.js';

/** Everything about a campaign that staff decide. Its instants are UTC, its interval half-open, money in minor units. */
export interface CampaignDraft {
  slug: string;
  title: string;
  headline: string;
  /** Paragraphs with an empty line between them, with a little markup. */
  story: string;
  /** Other words for a state or a language. */
  copy: CampaignCopy;
  published: boolean;
  goal: { kind: 'members' | 'money'; target: number; currency: string | null };
  /** Declared beforehand, for when the goal is reached: each larger than the one before. */
  nextGoals: number[];
  matching: Matching | null;
  /** In per cent of the goal: when each is reached, staff are told. */
  milestones: number[];
  /** Those of them of which everybody who was counted is told too. */
  tellMembersAt: number[];
  baseline: number;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  countReturning: boolean;
  countGiftsAt: 'purchase' | 'redemption';
  uncountGiftsToMembers: boolean;
  claims: Claim[];
}

export function draftOf(campaign: Campaign): CampaignDraft {
  const { slug, title, headline, story, published, nextGoals, baseline, startsAt, endsAt, timeZone } =
    campaign;
  const { countReturning, countGiftsAt, uncountGiftsToMembers, claims } = campaign;
  const goal = { kind: campaign.goalKind, target: campaign.goalTarget, currency: campaign.goalCurrency };
  const { milestones, tellMembersAt, matching, copy } = campaign;
  const what = {
    slug,
    title,
    headline,
    story,
    copy,
    published,
    goal,
    nextGoals,
    matching,
    milestones,
    tellMembersAt,
    claims,
  };
  const counting = { baseline, countReturning, countGiftsAt, uncountGiftsToMembers };
  return { ...what, ...counting, startsAt, endsAt, timeZone };
}

/** What is wrong with it by itself, at its fields. */
export function draftFaults({
  milestones,
  tellMembersAt,
  goal,
  matching,
  nextGoals,
  startsAt,
  endsAt,
  timeZone,
}: CampaignDraft): FieldErrors {
  const faults: FieldErrors = {};
  if (!isTimeZone(timeZone)) faults.timeZone = 'There is no such time zone. One is Europe/Kyiv, for example.';
  if (tellMembersAt.some((percent) => !milestones.includes(percent)))
    faults.tellMembersAt = 'Please choose among the milestones.';
  if (endsAt <= startsAt) faults.endsAt = 'The end must be later than the beginning.';
  if (goal.target < 1) faults['goal.target'] = 'Please set a goal above zero.';
  if (goal.kind === 'money' && !goal.currency)
    faults['goal.currency'] = 'Please say in which currency the goal is.';
  if (matching && goal.kind !== 'money')
    faults['matching.limit'] = 'Only money can be doubled: this goal is in people.';
  const ladder = [goal.target, ...nextGoals];
  if (ladder.some((target, step) => step > 0 && target <= (ladder[step - 1] ?? 0)))
    faults.nextGoals = 'Each next goal must be larger than the one before.';
  return faults;
}

/** Once it has begun, what was promised and what was counted by these stays; once it has ended, so does the rest of the rules. */
const SETTLED = {
  begun: [
    'slug',
    'startsAt',
    'timeZone',
    'baseline',
    'countReturning',
    'countGiftsAt',
    'uncountGiftsToMembers',
  ],
  ended: ['goal', 'nextGoals', 'endsAt'],
} as const;

/** What may not be changed any more, at its fields. */
export function changeFaults(before: Campaign, after: CampaignDraft, now: Date): FieldErrors {
  const faults: FieldErrors = {};
  if (!before.published || now < before.startsAt) return faults;
  const old = draftOf(before);
  const hasEnded = now >= before.endsAt;
  for (const field of [...SETTLED.begun, ...(hasEnded ? SETTLED.ended : [])])
    if (!isSame(old[field], after[field]))
      faults[field === 'goal' ? 'goal.target' : field] =
        `The campaign has ${hasEnded ? 'ended' : 'begun'}: this stays as it is.`;
  if (!hasEnded && after.endsAt <= now) faults.endsAt = 'That has passed. Please choose a later end.';
  if (!after.published)
    faults.published = 'It has begun, and readers rely on it: it cannot become a draft again.';
  if (after.goal.kind !== old.goal.kind || after.goal.currency !== old.goal.currency)
    faults['goal.kind'] = 'The campaign has begun: what is counted stays as it is.';
  return faults;
}

/** The fields that differ, with their old and new values, for the audit log. */
export function changesIn(
  before: CampaignDraft,
  after: CampaignDraft,
): Record<string, [old: unknown, now: unknown]> {
  const fields = Object.keys(after) as (keyof CampaignDraft)[];
  return Object.fromEntries(
    fields
      .filter((field) => !isSame(before[field], after[field]))
      .map((field) => [field, [before[field], after[field]]]),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

import { money } from '../common/money.js';
import type { CampaignProgress } from './campaign-view.js';
import type { Text } from './messages/text.js';

export interface MeterWords {
  /** `412`, or `€4,120`. */
  count: string;
  /** `of 1,000 new members`. */
  of: string;
  name: string;
  spoken: string;
  remaining: string;
  end: string;
  /** 0 to 100: how full the bar is, never more than full. */
  fill: number;
}

/** Everything the meter says, in one place for the first rendering and for each live change. */
export function meterWords(text: Text, campaign: CampaignProgress): MeterWords {
  const { goal, progress } = campaign;
  const show = (value: number): string =>
    goal.kind === 'money' ? text.money(money(value, goal.currency ?? 'eur')) : text.number(value);
  const value = goal.kind === 'money' ? (progress.amount?.amount ?? 0) : progress.count;
  const reached = value >= goal.target;
  const of = text.t(goal.kind === 'money' ? 'meter.ofMoney' : 'meter.ofMembers', {
    target: show(goal.target),
  });
  return {
    count: show(value),
    of,
    name: campaign.title,
    spoken: `${show(value)} ${of}`,
    remaining: reached
      ? reachedWords(text, campaign, show)
      : text.t('meter.remaining', { remaining: show(goal.target - value) }),
    end: endWords(text, campaign),
    fill: Math.max(0, Math.min(100, Math.floor((value / goal.target) * 1000) / 10)),
  };
}

function reachedWords(text: Text, { nextGoal }: CampaignProgress, show: (value: number) => string): string {
  if (!nextGoal) return text.t('meter.reached');
  return text.t('meter.reachedNext', { next: show(nextGoal.target) });
}

/** Beside a number that a donor adds to; null where nobody does. */
export function matchingWords(text: Text, { matching }: CampaignProgress): string | null {
  if (!matching) return null;
  const { donor, confirmed } = matching;
  const words = { donor, limit: text.money(matching.limit), matched: text.money(matching.matched) };
  return text.t(confirmed ? 'meter.matching.confirmed' : 'meter.matching', words);
}

/** Beside a number in money of which a part was converted; null where nothing was. */
export function convertedWords(text: Text, { progress: { converted } }: CampaignProgress): string | null {
  return converted ? text.t('meter.converted', { money: text.money(converted) }) : null;
}

/** Beside a number that is frozen; null where it still moves. */
export function frozenWords(text: Text, { frozen, goal, timeZone }: CampaignProgress): string | null {
  if (!frozen) return null;
  const day = text.day(frozen.at, timeZone);
  const { count, amount } = frozen.since;
  const moved = goal.kind === 'money' ? (amount?.amount ?? 0) : count;
  if (moved === 0) return text.t('meter.frozen', { day });
  const size = Math.abs(moved);
  const shown = goal.kind === 'money' && amount ? text.money({ ...amount, amount: size }) : text.number(size);
  return text.t('meter.frozen.since', { day, change: `${moved < 0 ? '−' : '+'}${shown}` });
}

function endWords(text: Text, campaign: CampaignProgress): string {
  // The interval is half-open: midnight at the end belongs to the day before.
  const lastInstant = new Date(Date.parse(campaign.endsAt) - 1);
  const day = text.day(lastInstant, campaign.timeZone);
  return text.t(campaign.status === 'ended' ? 'meter.ended' : 'meter.ends', { day });
}

import { amountWords, fillOf } from './amounts.js';
import type { Campaign, Copy } from './data.js';

interface Progress {
  goal: string;
  call: string;
  count: string;
  of: string;
  remaining: string;
  end: string;
  /** 0 to 100 in tenths: never rounded up, never more than full. */
  fill: number;
}

/** The campaign in the words of `copy`. */
export function progressOf(campaign: Campaign, copy: Copy): Progress {
  const { goal, progress, nextGoal, status, startsAt, endsAt, timeZone } = campaign;
  const isMoney = goal.kind === 'money';
  const value = isMoney ? (progress.amount?.amount ?? 0) : progress.count;
  const say = (key: string, of: string): string => (copy[key] ?? '').replace('{}', of);
  const show = (amount: number): string =>
    amountWords(amount, copy.locale ?? 'en', isMoney ? goal.currency : undefined);
  const target = show(goal.target);
  // The campaign ends as its last day does, so the end itself is already the next day.
  const [when, at] =
    status === 'announced'
      ? ['from', Date.parse(startsAt)]
      : [status === 'ended' ? 'ended' : 'until', Date.parse(endsAt) - 1];
  return {
    goal: say('goal', campaign.title),
    call: say(isMoney ? 'callMoney' : 'callMembers', target),
    count: show(value),
    of: say(isMoney ? 'ofMoney' : 'ofMembers', target),
    remaining:
      value < goal.target
        ? say('remaining', show(goal.target - value))
        : nextGoal && nextGoal.target > value
          ? say('next', show(nextGoal.target))
          : say('reached', ''),
    end: say(when as string, dayIn(at as number, copy.locale, { timeZone })),
    fill: fillOf(value, goal.target),
  };
}

export function dayIn(
  instant: number | string,
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...options }).format(
    new Date(instant),
  );
}

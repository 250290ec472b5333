import { amountWords, fillOf } from './amounts.js';
import type { Campaign } from './campaign.js';

interface Progress {
  /** `Goal: 1,000 new members for our birthday`, and the same as a call. */
  goal: string;
  call: string;
  count: string;
  of: string;
  remaining: string;
  end: string;
  /** 0 to 100, never rounded up. */
  fill: number;
}

export interface Words {
  label: string;
  invitation: string;
  join: string;
  gift: string;
  close: string;
  cards: string;
  date(day: string): string;
  progress(campaign: Campaign): Progress;
}

const english = {
  locale: 'en-GB',
  label: 'Support our reporting',
  invitation: 'Our reporting is funded by our readers. Will you join them?',
  join: 'Become a member',
  gift: 'Gift membership',
  close: 'Close',
  cards: 'Cards that are taken',
  goal: 'Goal: {}',
  callMembers: 'Help us get {} new members!',
  callMoney: 'Help us raise {}!',
  ofMembers: 'of {} new members',
  ofMoney: 'of {}',
  remaining: '{} to go',
  reached: 'Goal reached. Thank you!',
  next: 'Goal reached. Next stop: {}',
  until: 'until {}',
  ended: 'ended on {}',
};

const languages: Record<string, typeof english> = { en: english };

/** The banner speaks the page's language where it can, else English. */
export function wordsFor(language: string): Words {
  const words = languages[language.slice(0, 2)] ?? english;
  const day = (instant: number | string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'long', ...options }).format(
      new Date(instant),
    );
  return {
    ...words,
    date: (instant) => day(instant, { year: 'numeric', timeZone: 'UTC' }),
    progress: (campaign) => {
      const { goal, progress, nextGoal, status, endsAt, timeZone } = campaign;
      const isMoney = goal.kind === 'money';
      const value = isMoney ? (progress.amount?.amount ?? 0) : progress.count;
      const show = (amount: number): string =>
        amountWords(amount, words.locale, isMoney ? goal.currency : undefined);
      const reached = nextGoal ? fill(words.next, show(nextGoal.target)) : words.reached;
      // The campaign ends as its last day does, so the end itself is already the next day.
      const lastDay = day(Date.parse(endsAt) - 1, { timeZone });
      return {
        goal: fill(words.goal, campaign.title),
        call: fill(isMoney ? words.callMoney : words.callMembers, show(goal.target)),
        count: show(value),
        of: fill(isMoney ? words.ofMoney : words.ofMembers, show(goal.target)),
        remaining: value >= goal.target ? reached : fill(words.remaining, show(goal.target - value)),
        end: fill(status === 'ended' ? words.ended : words.until, lastDay),
        fill: fillOf(value, goal.target),
      };
    },
  };
}

function fill(pattern: string, value: string): string {
  return pattern.replace('{}', value);
}

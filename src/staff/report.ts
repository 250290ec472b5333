import { DateTime } from 'luxon';
import type { DayRow } from './queries/campaign-history.js';
import type { CampaignRow } from './queries/campaigns.js';

export interface ReportDay {
  /** `2026-11-22` in the campaign's zone. */
  day: string;
  change: number;
  /** At the end of that day, the baseline included. */
  total: number;
  /** Where a straight line from the start to the goal would be by then. */
  planned: number;
}

/** How a campaign fares; values are people, or minor units of the goal's currency. */
export interface Report {
  value: number;
  target: number;
  remaining: number;
  /** Whole, never rounded up: 100 only at or above the goal. */
  percent: number;
  today: number;
  yesterday: number;
  /** By now, on the straight line from the start to the goal. */
  planned: number;
  /** Negative when behind the plan. */
  ahead: number;
  /** On average over the last seven days. */
  perDay: number;
  /** At the end, if it goes on like the last seven days. */
  projected: number;
  daysLeft: number;
  /** Local days from the start to the end. */
  length: number;
  days: ReportDay[];
}

const DAY_MS = 86_400_000;
const RECENT_DAYS = 7;

/** Pure: a campaign, what was counted on each local day, and now. */
export function makeReport(campaign: CampaignRow, counted: DayRow[], now: Date): Report {
  const { value, goal, startsAt, endsAt, timeZone } = campaign;
  const changes = new Map(counted.map(({ day, change }) => [day, change]));
  const today = calendarDay(now, timeZone);
  const changeOn = (daysAgo: number): number => changes.get(dayOf(today.minus({ days: daysAgo }))) ?? 0;
  const elapsed = clamp((now.getTime() - startsAt.getTime()) / (endsAt.getTime() - startsAt.getTime()));
  const planned = Math.floor(goal.target * elapsed);
  const perDay = recentPace(campaign, changeOn, now);
  const daysLeft = Math.max(0, (endsAt.getTime() - Math.max(now.getTime(), startsAt.getTime())) / DAY_MS);
  return {
    value,
    target: goal.target,
    remaining: Math.max(0, goal.target - value),
    percent: Math.max(0, Math.floor((value * 100) / goal.target)),
    today: changeOn(0),
    yesterday: changeOn(1),
    planned,
    ahead: value - planned,
    perDay,
    projected: Math.floor(value + perDay * daysLeft),
    daysLeft: Math.ceil(daysLeft),
    length: calendarOf(campaign).length,
    days: runningTotal(campaign, changes, now),
  };
}

function recentPace(
  { startsAt, endsAt }: CampaignRow,
  changeOn: (daysAgo: number) => number,
  now: Date,
): number {
  if (now < startsAt || now >= endsAt) return 0;
  const sum = Array.from({ length: RECENT_DAYS }, (_, daysAgo) => changeOn(daysAgo)).reduce(
    (a, b) => a + b,
    0,
  );
  // A campaign of one hour must not be taken for one of a week, nor its first hour for a whole day's pace.
  const span = Math.min(RECENT_DAYS, Math.max(1, (now.getTime() - startsAt.getTime()) / DAY_MS));
  return sum / span;
}

/** Each local day from the start until today or the end, whichever is first. */
function runningTotal(campaign: CampaignRow, changes: Map<string, number>, now: Date): ReportDay[] {
  const { timeZone, goal, baseline } = campaign;
  const { first, length } = calendarOf(campaign);
  const today = calendarDay(now, timeZone);
  const days: ReportDay[] = [];
  let total = baseline;
  for (let at = first; days.length < length && at <= today; at = at.plus({ days: 1 })) {
    const change = changes.get(dayOf(at)) ?? 0;
    total += change;
    const planned = Math.floor((goal.target * (days.length + 1)) / length);
    days.push({ day: dayOf(at), change, total, planned });
  }
  return days;
}

/** The campaign's first local day, and how many there are until its end. */
function calendarOf({ startsAt, endsAt, timeZone }: CampaignRow): { first: DateTime; length: number } {
  const first = calendarDay(startsAt, timeZone);
  // The interval is half-open: midnight at the end belongs to the day before.
  const last = calendarDay(new Date(endsAt.getTime() - 1), timeZone);
  return { first, length: last.diff(first, 'days').days + 1 };
}

/** A local date as a day of the plain calendar: in a zone, some days have 23 hours and some no midnight. */
function calendarDay(instant: Date, timeZone: string): DateTime {
  const { year, month, day } = DateTime.fromJSDate(instant, { zone: timeZone });
  return DateTime.utc(year, month, day);
}

function dayOf(local: DateTime): string {
  return local.toISODate() ?? '';
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

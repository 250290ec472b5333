import { DateTime } from 'luxon';
import type { CampaignDraft } from '../campaigns/campaign-draft.js';
import type { Claim } from '../campaigns/claim.js';
import { languages } from '../common/languages.js';
import { isTimeZone } from '../common/dates.js';
import { minorUnitDigits, parseMoney } from '../common/money.js';

/** Figures beside the number that the form has room for. */
export const CLAIM_ROWS = 4;

const CLAIM_FIELDS = ['text', 'numerator', 'denominator', 'source', 'asOf'] as const;
const CLAIM_WORDS = ['text', 'source'] as const;
/** Beside the one that the campaign is written in. */
export const translated = languages.filter((language) => language !== 'en');

/** What the form shows of a campaign: days and times of its own zone, money as people write it. */
export function formOf(campaign: CampaignDraft): Record<string, string> {
  const { slug, title, headline, story, goal, nextGoals, timeZone, countGiftsAt } = campaign;
  const local = (instant: Date): string =>
    DateTime.fromJSDate(instant, { zone: timeZone }).toISO({
      includeOffset: false,
      suppressSeconds: true,
      suppressMilliseconds: true,
    }) ?? '';
  const form: Record<string, string> = {
    slug,
    title,
    headline,
    story,
    timeZone,
    countGiftsAt,
    published: campaign.published ? 'yes' : 'no',
    'goal.kind': goal.kind,
    'goal.target': written(goal.target, goal.currency),
    'goal.currency': goal.currency ?? '',
    nextGoals: nextGoals.map((target) => written(target, goal.currency)).join(', '),
    'matching.donor': campaign.matching?.donor ?? '',
    'matching.limit': campaign.matching ? written(campaign.matching.limit, goal.currency) : '',
    milestones: campaign.milestones.join(', '),
    tellMembersAt: campaign.tellMembersAt.join(', '),
    baseline: written(campaign.baseline, goal.currency),
    startsAt: local(campaign.startsAt),
    endsAt: local(campaign.endsAt),
    countReturning: campaign.countReturning ? 'yes' : 'no',
    uncountGiftsToMembers: campaign.uncountGiftsToMembers ? 'yes' : 'no',
  };
  for (const [row, claim] of campaign.claims.entries())
    Object.assign(form, claimFields(claim, `claims.${row}`));
  return form;
}

/** What was typed as the JSON face's body; what cannot be read stays as it was typed, and is refused at its field. */
export function bodyOf(typed: Record<string, string>): Record<string, unknown> {
  const text = (name: string): string => (typed[name] ?? '').trim();
  const kind = text('goal.kind');
  const currency = kind === 'money' ? text('goal.currency').toLowerCase() : '';
  const figure = (value: string): unknown => read(value, currency);
  const zone = text('timeZone');
  const isMatched = text('matching.donor') !== '' || text('matching.limit') !== '';
  return {
    slug: text('slug'),
    title: text('title'),
    headline: text('headline'),
    story: text('story'),
    timeZone: zone,
    countGiftsAt: text('countGiftsAt') || undefined,
    published: isYes(text('published')),
    goal: { kind, target: figure(text('goal.target')), ...(currency && { currency }) },
    nextGoals: listed(text('nextGoals')).map(figure),
    matching: isMatched ? { donor: text('matching.donor'), limit: figure(text('matching.limit')) } : null,
    milestones: percents(text('milestones')),
    tellMembersAt: percents(text('tellMembersAt')),
    baseline: figure(text('baseline') || '0'),
    startsAt: instant(text('startsAt'), zone),
    endsAt: instant(text('endsAt'), zone),
    countReturning: isYes(text('countReturning')),
    uncountGiftsToMembers: isYes(text('uncountGiftsToMembers')),
    claims: claimsIn(text),
  };
}

const isYes = (typed: string): boolean => typed === 'yes';

function written(amount: number, currency: string | null): string {
  return currency ? String(amount / 10 ** minorUnitDigits(currency)) : String(amount);
}

function read(typed: string, currency: string): unknown {
  if (currency) return /^[a-z]{3}$/.test(currency) ? (parseMoney(typed, currency)?.amount ?? typed) : typed;
  const digits = typed.replaceAll(/[\s\u00a0]/g, '');
  return /^\d{1,13}$/.test(digits) ? Number(digits) : typed;
}

/** A comma stands between them, or a semicolon where commas stand inside. */
function listed(typed: string): string[] {
  const between = typed.includes(';') ? ';' : ',';
  return typed
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function percents(typed: string): unknown[] {
  return listed(typed).map((percent) => read(percent.replace('%', ''), ''));
}

function instant(local: string, zone: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return local;
  const moment = DateTime.fromISO(local, { zone: isTimeZone(zone) ? zone : 'utc' });
  return moment.isValid ? (moment.toUTC().toISO() ?? local) : local;
}

function claimFields(claim: Claim, at: string): Record<string, string> {
  const own = CLAIM_FIELDS.map((field) => [`${at}.${field}`, String(claim[field] ?? '')]);
  const others = translated.flatMap((language) =>
    CLAIM_WORDS.map((field) => [
      `${at}.translations.${language}.${field}`,
      claim.translations?.[language]?.[field] ?? '',
    ]),
  );
  return Object.fromEntries([...own, ...others]);
}

function claimsIn(text: (name: string) => string): object[] {
  return Array.from({ length: CLAIM_ROWS }, (_, row) => claimAt(`claims.${row}`, text)).flatMap(
    (claim) => claim ?? [],
  );
}

function claimAt(at: string, text: (name: string) => string): object | null {
  const typed = Object.fromEntries(CLAIM_FIELDS.map((field) => [field, text(`${at}.${field}`)]));
  const { numerator = '', denominator = '', ...claim } = typed;
  const translations = translationsAt(`${at}.translations`, text);
  if (!translations && Object.values(typed).every((value) => value === '')) return null;
  return {
    ...claim,
    numerator: read(numerator, ''),
    ...(denominator && { denominator: read(denominator, '') }),
    ...(translations && { translations }),
  };
}

function translationsAt(at: string, text: (name: string) => string): object | null {
  const written = translated
    .map((language) => [language, wordsAt(`${at}.${language}`, text)] as const)
    .filter(([, words]) => Object.values(words).some((value) => value !== ''));
  return written.length > 0 ? Object.fromEntries(written) : null;
}

function wordsAt(at: string, text: (name: string) => string): Record<string, string> {
  return Object.fromEntries(CLAIM_WORDS.map((field) => [field, text(`${at}.${field}`)]));
}

import type { Rules } from './data.js';
import { DAY, onceSeen, said } from './page.js';
import { keepViews, recallViews, type Views, viewsAt } from './views.js';

const HOUR = 36e5;

/** Where a banner stands: on an element, under a placement's name, on a page that lets things be kept or does not. */
export interface Stand {
  at: Element;
  key: string;
  consent: boolean;
  /** The service's origin. */
  service: string;
}

/** Whether it may be shown here and now; if so, the view counts as soon as the reader sees it. */
export async function mayShow(rules: Rules, stand: Stand): Promise<boolean> {
  const { at, key, consent } = stand;
  const views = recallViews(consent);
  const fits = fitsPage(rules, at) && fitsReader(rules, views, key);
  keepViews(consent);
  if (!fits || (rules.hideFromMembers && (await isMember(stand, views)))) return false;
  onceSeen(at, () => {
    views.seen[key] = [...viewsAt(views, key), Date.now()].slice(-200);
    keepViews(consent);
  });
  return true;
}

function fitsPage(rules: Rules, at: Element): boolean {
  return (
    !rules.off &&
    overlaps(rules.sections, said(at, 'data-section')) &&
    overlaps(rules.tags, said(at, 'data-tags')) &&
    overlaps(rules.languages, said(at, 'lang').slice(0, 2)) &&
    !at.closest('[data-sensitive]') &&
    !rules.sensitivePages?.some(isHere)
  );
}

function fitsReader(rules: Rules, views: Views, key: string): boolean {
  const { share = 100, maxViews = 0, viewDays = 30, gapHours = 0, afterArticles = 0 } = rules;
  const now = Date.now();
  const seen = viewsAt(views, key);
  const lately = seen.filter((time) => time > now - viewDays * DAY);
  const page = numberOf(location.pathname);
  if (afterArticles && !views.read.includes(page)) views.read = [...views.read, page].slice(-200);
  return (
    views.draw < share &&
    (!maxViews || lately.length < maxViews) &&
    now - Math.max(0, ...seen) >= gapHours * HOUR &&
    (!afterArticles || views.read.length > afterArticles)
  );
}

function overlaps(wanted: string[] | undefined, has: string): boolean {
  const own = has.toLowerCase().split(/\s*,\s*/);
  return !wanted || wanted.some((one) => own.includes(one.toLowerCase()));
}

function isHere(page: string): boolean {
  const { pathname } = location;
  return page.endsWith('*') ? pathname.startsWith(page.slice(0, -1)) : pathname === page;
}

function numberOf(path: string): number {
  let hash = 0;
  for (const letter of path) hash = (hash * 31 + letter.charCodeAt(0)) | 0;
  return hash;
}

/** The page may know it already; else the service is asked, once a day. */
async function isMember({ at, consent, service }: Stand, views: Views): Promise<boolean> {
  if (at.closest('[data-member]') || views.member > Date.now()) return true;
  try {
    const answer = await fetch(`${service}/api/membership?self=1`, { credentials: 'include' });
    const { member } = await answer.json();
    if (member) views.member = Date.now() + DAY;
    keepViews(consent);
    return member === true;
  } catch {
    // Then nobody knows, and the invitation does no harm.
    return false;
  }
}

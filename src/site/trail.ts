import { type Attribution, LONGEST_ATTRIBUTION } from '../payments/purchase.js';

/** What a reader brings along from page to page: the campaign, and the way they came. */
export interface Trail {
  campaign?: string;
  attribution: Attribution;
}

const parameters: Record<keyof Attribution, string> = {
  source: 'utm_source',
  medium: 'utm_medium',
  campaign: 'utm_campaign',
  content: 'utm_content',
  term: 'utm_term',
  ref: 'ref',
  page: 'page',
  placement: 'placement',
  variant: 'variant',
  experiment: 'experiment',
  referrer: 'referrer',
};

/** Reads a query or a posted form; what is too long is cut, what is no text left out. */
export function trailFrom(fields: Record<string, unknown>): Trail {
  const trail: Trail = { attribution: {} };
  const campaign = shortText(fields.campaign);
  if (campaign) trail.campaign = campaign;
  for (const [key, name] of Object.entries(parameters) as [keyof Attribution, string][]) {
    const value = shortText(fields[name]);
    if (value) trail.attribution[key] = value;
  }
  return trail;
}

/** The same as form fields and query parameters, in order. */
export function trailFields(trail: Trail): [name: string, value: string][] {
  const fields: [string, string][] = trail.campaign ? [['campaign', trail.campaign]] : [];
  for (const [key, name] of Object.entries(parameters) as [keyof Attribution, string][]) {
    const value = trail.attribution[key];
    if (value) fields.push([name, value]);
  }
  return fields;
}

/** An address on this site that carries the trail on. */
export function along(path: string, trail: Trail): string {
  const query = new URLSearchParams(trailFields(trail)).toString();
  return query ? `${path}?${query}` : path;
}

function shortText(value: unknown): string | undefined {
  // Not through the middle of a letter of two halves.
  return typeof value === 'string'
    ? value.slice(0, LONGEST_ATTRIBUTION).replace(/\p{Surrogate}$/u, '')
    : undefined;
}

/** Where a link to us stood, when that was on another site: without its query, which may hold anything. */
export function referrerOf(header: string | undefined, baseUrl: string): string | undefined {
  if (!header || !URL.canParse(header)) return undefined;
  const { origin, pathname, protocol } = new URL(header);
  if (!protocol.startsWith('http') || origin === new URL(baseUrl).origin) return undefined;
  return `${origin}${pathname === '/' ? '' : pathname}`.slice(0, LONGEST_ATTRIBUTION);
}

/** What the banner reads of a campaign's progress; money is in minor units. */
export interface Campaign {
  title: string;
  headline: string;
  status: string;
  goal: { kind: 'members' | 'money'; target: number; currency?: string };
  nextGoal?: { target: number } | null;
  progress: { count: number; amount?: { amount: number } };
  claims: { text: string; source: string; asOf: string }[];
  startsAt: string;
  endsAt: string;
  timeZone: string;
}

/** Those that were set for its placement; see `PlacementRules`. */
export interface Rules {
  off?: true;
  sections?: string[];
  tags?: string[];
  languages?: string[];
  sensitivePages?: string[];
  share?: number;
  maxViews?: number;
  viewDays?: number;
  gapHours?: number;
  afterArticles?: number;
  hideFromMembers?: true;
}

/** Words by their names, and what of the campaign reads otherwise in their language. */
export type Copy = Record<string, string>;

/** Without a key it is decided: the one variant is for everybody, and nothing is counted. */
export interface Experiment {
  key?: string;
  /** Of the amounts, which are in minor units. */
  currency: string;
  variants: { key: string; weight: number; copy: Record<string, Copy | undefined>; amounts?: number[] }[];
}

/** `GET /api/campaigns/:slug/banner`. */
export interface Data {
  campaign: Campaign;
  rules?: Rules;
  /** Days of silence after an answer, where they are not the usual 7 and 90. */
  quiet?: { notNow: number; member: number };
  experiment?: Experiment;
  copy: Record<string, Copy>;
  links: Record<string, string>;
  /** What an experiment adds: to the addresses that the banner leads to, and to its buttons. */
  marks?: Record<string, string>;
  amounts?: (trail: URLSearchParams, copy: Copy) => HTMLElement[];
  lists: { key: string; name: string; description: string }[];
}

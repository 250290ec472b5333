/** What the banner reads of a campaign's progress; money is in minor units. */
export interface Campaign {
  title: string;
  headline?: string;
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

export type Copy = Record<string, string>;

/** `GET /api/campaigns/:slug/banner`. */
export interface Data {
  campaign: Campaign;
  rules?: Rules;
  /** Days of silence after an answer, where they are not the usual 7 and 90. */
  quiet?: { notNow: number; member: number };
  copy: Record<string, Copy>;
  links: Record<string, string>;
  lists: { key: string; name: string; description: string }[];
}

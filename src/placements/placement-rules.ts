/** Who sees a banner, and when. Empty lists and zeros are no rule. */
export interface PlacementRules {
  /** False takes the banner off all pages that carry the placement. */
  active: boolean;
  /** Of the page, as its data attributes say; one of them must fit. Compared without case. */
  sections: string[];
  tags: string[];
  /** BCP 47 primary subtags, lower case. */
  languages: string[];
  /** ISO 3166-1 alpha-2, upper case. */
  countries: string[];
  /** Paths that never carry it; one that ends in `*` is the beginning of a path. */
  sensitivePages: string[];
  /** 1 to 100 percent of the readers. */
  share: number;
  /** At most so many views in `viewDays` days, with `gapHours` hours between two. */
  maxViews: number;
  viewDays: number;
  gapHours: number;
  /** Only to who has read so many articles before this one. */
  afterArticles: number;
  /** Days of silence after "not now" and after "I am a member". */
  quietDaysNotNow: number;
  quietDaysMember: number;
  hideFromMembers: boolean;
}

export const noRules: PlacementRules = {
  active: true,
  sections: [],
  tags: [],
  languages: [],
  countries: [],
  sensitivePages: [],
  share: 100,
  maxViews: 0,
  viewDays: 30,
  gapHours: 0,
  afterArticles: 0,
  quietDaysNotNow: 7,
  quietDaysMember: 90,
  hideFromMembers: false,
};

/** The days of silence, which a banner heeds without any rule. */
export function quietOf({ quietDaysNotNow: notNow, quietDaysMember: member }: PlacementRules): object {
  return { notNow, member };
}

/**
 * What the browser is told of it: what is not a rule is left out, and countries, which only the service can tell, are
 * answered already: `off`. Null for none; `country` is null where nobody said.
 */
export function rulesForBrowser(rules: PlacementRules, country: string | null): object | null {
  const { active, countries, ...conditions } = rules;
  const elsewhere = countries.length > 0 && !countries.includes(country ?? '');
  if (!active || elsewhere) return { off: true };
  const told = Object.entries(conditions).filter(
    ([name, value]) =>
      !name.startsWith('quietDays') &&
      JSON.stringify(value) !== JSON.stringify(noRules[name as keyof PlacementRules]),
  );
  return told.length > 0 ? Object.fromEntries(told) : null;
}

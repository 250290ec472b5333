import type { CampaignStatus } from './campaign.js';
import { type Language, languages } from '../common/languages.js';
import { richText } from './rich-text.js';

/** What a campaign says instead of its usual words. */
export interface CampaignWords {
  title?: string;
  headline?: string;
  /** Paragraphs with a little markup, as in the campaign's own. */
  story?: string;
  /** On the banner's buttons. */
  join?: string;
  gift?: string;
}

/** The states that readers see. */
export const shownStates = ['announced', 'running', 'met', 'ended'] as const satisfies CampaignStatus[];
export type ShownState = (typeof shownStates)[number];

export type WordsByLanguage = Partial<Record<Language, CampaignWords>>;
/** Own words for a state and a language; where there are none, the campaign's usual ones stand. */
export type CampaignCopy = Partial<Record<ShownState, WordsByLanguage>>;

export function wordsIn(copy: CampaignCopy, state: CampaignStatus): WordsByLanguage {
  return state === 'draft' ? {} : (copy[state] ?? {});
}

/** Without what is empty, and with the markup that stories may have. */
export function cleanCopy(copy: CampaignCopy): CampaignCopy {
  const cleaned: CampaignCopy = {};
  for (const state of shownStates)
    for (const language of languages) {
      const words = Object.entries(copy[state]?.[language] ?? {}).filter(([, text]) => text);
      if (words.length === 0) continue;
      const kept: CampaignWords = Object.fromEntries(words);
      if (kept.story) kept.story = richText(kept.story);
      cleaned[state] = { ...cleaned[state], [language]: kept };
    }
  return cleaned;
}

import type { CardWords } from './card-words.js';

/** What a card says. */
export interface Card {
  giverName: string;
  recipientName: string | null;
  message: string | null;
  months: number;
  tier: string;
  newsroom: string;
  /** Where it is redeemed. */
  link: string;
  claimUntil: Date;
  words: CardWords;
}

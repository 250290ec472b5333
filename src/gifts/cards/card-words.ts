import { inLanguages, Phrases } from '../../common/phrases.js';
import { type CardMessage, en } from '../messages/en.js';
import { uk } from '../messages/uk.js';

/** The words of a card in one language. */
export class CardWords extends Phrases<CardMessage> {
  day(instant: Date): string {
    return this.dateWith({ dateStyle: 'long', timeZone: 'UTC' }, instant);
  }
}

export const cardWords = inLanguages({ en: new CardWords('en', en), uk: new CardWords('uk', uk) });

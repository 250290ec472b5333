import { inLanguages, Phrases, type PhraseValues } from '../common/phrases.js';
import { type Bought, en, uk } from './messages/bought.js';

const phrases = inLanguages({ en: new Phrases('en', en), uk: new Phrases('uk', uk) });

/** What somebody buys, by the language in which it is told. */
export type WhatIsBought = (locale: string) => string;

export function bought(what: Bought, values: PhraseValues): WhatIsBought {
  return (locale) => phrases(locale).t(what, values);
}

import { spokenLanguage } from './languages.js';
import { en, type Fault } from './messages/faults.en.js';
import { uk } from './messages/faults.uk.js';
import { inLanguages, Phrases, type PhraseValues } from './phrases.js';

export type { Fault } from './messages/faults.en.js';

const phrases = inLanguages({ en: new Phrases('en', en), uk: new Phrases('uk', uk) });

/** What is wrong, in the words of the reader who is being answered. */
export function fault(key: Fault, values?: PhraseValues): string {
  return phrases(spokenLanguage()).t(key, values);
}

/** The same as class-validator's options, which are written down long before anybody asks. */
export function faulty(key: Fault, values?: PhraseValues): { message: () => string } {
  return { message: () => fault(key, values) };
}

/** Of each item of a list. */
export function eachFaulty(key: Fault): { each: true; message: () => string } {
  return { each: true, ...faulty(key) };
}

import type { Language } from '../common/languages.js';
import type { Money } from '../common/money.js';
import { inLanguages, Phrases, type PhraseValues } from '../common/phrases.js';
import { en, type MessageKey } from './messages/en.js';
import { uk } from './messages/uk.js';

export type { MessageKey } from './messages/en.js';

const wordsIn = inLanguages({ en: new Phrases('en', en), uk: new Phrases('uk', uk) });

/** The words of one e-mail in its reader's language; English where there is no translation. */
export class Wording {
  private readonly words: Phrases<MessageKey>;

  constructor(
    locale: string,
    readonly newsroom: string,
  ) {
    this.words = wordsIn(locale);
  }

  get language(): Language {
    return this.words.language;
  }

  text(key: MessageKey, values: PhraseValues = {}): string {
    return this.words.t(key, { newsroom: this.newsroom, ...values });
  }

  hello(name: string | null): string {
    return name ? this.text('hello.named', { name }) : this.text('hello.unnamed');
  }

  number(value: number): string {
    return this.words.number(value);
  }

  money(price: Money): string {
    return this.words.money(price);
  }

  /** A local date (`2026-12-24`) as it stands, or the UTC date of an instant. */
  day(iso: string): string {
    return this.words.dateWith({ dateStyle: 'long', timeZone: 'UTC' }, iso);
  }
}

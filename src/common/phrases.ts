import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, languageOf } from './languages.js';
import { formatMoney, type Money } from './money.js';

export type PhraseValues = Record<string, string | number | Date>;

/** ICU messages in one language, and what a language writes in its own way. */
export class Phrases<Key extends string> {
  /** Reading a message takes longer than filling it in. */
  private readonly formats = new Map<Key, IntlMessageFormat>();

  constructor(
    readonly language: Language,
    private readonly messages: Record<Key, string>,
  ) {}

  /** A message by its key, with plurals and the like filled in. */
  readonly t = (key: Key, values?: PhraseValues): string => {
    let format = this.formats.get(key);
    if (!format) {
      format = new IntlMessageFormat(this.messages[key], this.language, undefined, { ignoreTag: true });
      this.formats.set(key, format);
    }
    return String(format.format(values));
  };

  money(money: Money): string {
    return formatMoney(money, this.language);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language).format(value);
  }

  dateWith(options: Intl.DateTimeFormatOptions, instant: Date | string): string {
    // Bare `en` is American; a newsroom in Europe writes the day first.
    const locale = this.language === 'en' ? 'en-GB' : this.language;
    const written = new Intl.DateTimeFormat(locale, options).format(new Date(instant));
    // “2026 р.” would end a sentence with two full stops.
    return this.language === 'uk' ? written.replace(/р\.$/, 'року') : written;
  }
}

/** One of each language, by a locale. */
export function inLanguages<T>(all: Record<Language, T>): (locale: string) => T {
  return (locale) => all[languageOf(locale)];
}

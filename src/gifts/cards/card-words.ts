import { IntlMessageFormat } from 'intl-messageformat';
import { en } from '../messages/en.js';

type CardMessage = keyof typeof en;

const languages: Record<string, Record<CardMessage, string>> = { en };

/** The words of a card in one language; English where there is no translation. */
export class CardWords {
  private readonly language: string;

  constructor(locale: string) {
    const asked = locale.split('-')[0] ?? 'en';
    this.language = asked in languages ? asked : 'en';
  }

  text(key: CardMessage, values: Record<string, string | number> = {}): string {
    const message = (languages[this.language] ?? en)[key];
    return String(
      new IntlMessageFormat(message, this.language, undefined, { ignoreTag: true }).format(values),
    );
  }

  day(instant: Date): string {
    // Bare `en` is American; a newsroom in Europe writes the day first.
    const locale = this.language === 'en' ? 'en-GB' : this.language;
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(instant);
  }
}

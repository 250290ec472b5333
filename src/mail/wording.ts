import { IntlMessageFormat } from 'intl-messageformat';
import { formatMoney, type Money } from '../common/money.js';
import { en } from './messages/en.js';

export type MessageKey = keyof typeof en;

const languages: Record<string, Record<MessageKey, string>> = { en };

/** Reading a message takes longer than filling it in. */
const formats = new Map<string, IntlMessageFormat>();

/** The words of one e-mail in its reader's language; English where there is no translation. */
export class Wording {
  private readonly messages: Record<MessageKey, string>;
  readonly language: string;

  constructor(
    locale: string,
    readonly newsroom: string,
  ) {
    const asked = locale.split('-')[0] ?? 'en';
    this.language = asked in languages ? asked : 'en';
    this.messages = languages[this.language] ?? en;
  }

  text(key: MessageKey, values: Record<string, string | number> = {}): string {
    const name = `${this.language} ${key}`;
    let message = formats.get(name);
    if (!message) {
      message = new IntlMessageFormat(this.messages[key], this.language, undefined, { ignoreTag: true });
      formats.set(name, message);
    }
    return String(message.format({ newsroom: this.newsroom, ...values }));
  }

  hello(name: string | null): string {
    return name ? this.text('hello.named', { name }) : this.text('hello.unnamed');
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language).format(value);
  }

  money(price: Money): string {
    return formatMoney(price, this.language);
  }

  /** A local date (`2026-12-24`) as it stands, or the UTC date of an instant. */
  day(iso: string): string {
    // Bare `en` is American; a newsroom in Europe writes the day first.
    const locale = this.language === 'en' ? 'en-GB' : this.language;
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
  }
}

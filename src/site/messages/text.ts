import { IntlMessageFormat } from 'intl-messageformat';
import { formatMoney, type Money } from '../../common/money.js';
import { campaignUk } from './campaign.uk.js';
import { en, type MessageKey, type Messages } from './en.js';

export type { MessageKey } from './en.js';
export type MessageValues = Record<string, string | number | Date>;

/** The product's words in one language; everything that a language formats differently goes through it. */
export class Text {
  private readonly formats = new Map<MessageKey, IntlMessageFormat>();

  constructor(
    readonly locale: string,
    private readonly messages: Messages,
  ) {}

  /** A message by its key, with ICU plurals and the like filled in. */
  readonly t = (key: MessageKey, values?: MessageValues): string => {
    let format = this.formats.get(key);
    if (!format) {
      format = new IntlMessageFormat(this.messages[key], this.locale);
      this.formats.set(key, format);
    }
    return String(format.format(values));
  };

  money(money: Money): string {
    return formatMoney(money, this.locale);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  /** `+1`, `−1`. */
  signed(value: number): string {
    return new Intl.NumberFormat(this.locale, { signDisplay: 'exceptZero' }).format(value);
  }

  /** `+€5`, `−€2.50`. */
  signedMoney({ amount, currency }: Money): string {
    const sign = amount === 0 ? '' : amount > 0 ? '+' : '−';
    return `${sign}${this.money({ amount: Math.abs(amount), currency })}`;
  }

  /** `31 December 2026`, as the calendar shows it in an IANA zone. */
  date(instant: Date | string, timeZone: string): string {
    return this.dateFormat({ day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(
      new Date(instant),
    );
  }

  /** `31 December`, where the year goes without saying. */
  day(instant: Date | string, timeZone: string): string {
    return this.dateFormat({ day: 'numeric', month: 'long', timeZone }).format(new Date(instant));
  }

  /** `31 Dec, 23:59`, as calendar and clock show it in an IANA zone. */
  moment(instant: Date | string, timeZone: string): string {
    return this.dateFormat({
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    }).format(new Date(instant));
  }

  private dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    // Bare `en` is American; a newsroom in Europe writes the day first.
    return new Intl.DateTimeFormat(this.locale === 'en' ? 'en-GB' : this.locale, options);
  }
}

/** Of Ukrainian there are the campaign's own pages; only these may be asked for in it. */
const texts: Record<string, Text> = {
  en: new Text('en', en),
  uk: new Text('uk', { ...en, ...campaignUk }),
};

export const defaultLocale = 'en';

/** The texts of a language; English where we do not have it. */
export function textFor(locale: string): Text {
  return texts[locale] ?? new Text(defaultLocale, en);
}

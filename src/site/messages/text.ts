import { inLanguages, Phrases } from '../../common/phrases.js';
import type { Money } from '../../common/money.js';
import { en, type MessageKey } from './en.js';
import { uk } from './uk.js';

export type { MessageKey } from './en.js';

/** What the pages say in one language. */
export class Text extends Phrases<MessageKey> {
  /** `+1`, `−1`. */
  signed(value: number): string {
    return new Intl.NumberFormat(this.language, { signDisplay: 'exceptZero' }).format(value);
  }

  /** `+€5`, `−€2.50`. */
  signedMoney({ amount, currency }: Money): string {
    const sign = amount === 0 ? '' : amount > 0 ? '+' : '−';
    return `${sign}${this.money({ amount: Math.abs(amount), currency })}`;
  }

  /** `31 December 2026`, as the calendar shows it in an IANA zone. */
  date(instant: Date | string, timeZone: string): string {
    return this.dateWith({ day: 'numeric', month: 'long', year: 'numeric', timeZone }, instant);
  }

  /** `31 December`, where the year goes without saying. */
  day(instant: Date | string, timeZone: string): string {
    return this.dateWith({ day: 'numeric', month: 'long', timeZone }, instant);
  }

  /** `31 Dec, 23:59`, as calendar and clock show it in an IANA zone. */
  moment(instant: Date | string, timeZone: string): string {
    const time = { hour: '2-digit', minute: '2-digit', timeZone } as const;
    return this.dateWith({ day: 'numeric', month: 'short', ...time }, instant);
  }
}

export const textFor = inLanguages({ en: new Text('en', en), uk: new Text('uk', uk) });

import { IntlMessageFormat } from 'intl-messageformat';
import type { Money } from '../common/money.js';
import type { Text } from '../site/messages/text.js';
import { en, type MessageKey } from './messages/en.js';
import type { CampaignRow } from './queries/campaigns.js';

export type { MessageKey } from './messages/en.js';
type Instant = Date | string;

/** The console's words, with figures and times as its readers write them. */
export class Words {
  constructor(
    private readonly text: Text,
    /** The IANA zone that times are shown in. */
    readonly zone: string,
  ) {}

  readonly t = (key: MessageKey, values?: Record<string, string | number>): string =>
    String(new IntlMessageFormat(en[key], this.text.language, undefined, { ignoreTag: true }).format(values));

  /** The message `<group>.<name>`, or the name itself where there is none: what Stripe or a later release calls something. */
  named(group: string, name: string): string {
    const key = `${group}.${name}`;
    return key in en ? this.t(key as MessageKey) : name.replaceAll('_', ' ');
  }

  number(value: number, maximumFractionDigits = 0): string {
    return new Intl.NumberFormat(this.text.language, { maximumFractionDigits }).format(value);
  }

  money(money: Money): string {
    return this.text.money(money);
  }

  /** `+3`, `−2`, `0`. */
  signed(value: number): string {
    if (value === 0) return '0';
    return `${value > 0 ? '+' : '−'}${this.number(Math.abs(value))}`;
  }

  signedMoney({ amount, currency }: Money): string {
    return `${amount < 0 ? '−' : '+'}${this.money({ amount: Math.abs(amount), currency })}`;
  }

  /** A value of what a campaign's goal measures: people, or money. */
  value({ goal }: CampaignRow, value: number): string {
    if (goal.kind === 'members' || !goal.currency) return this.number(value);
    return this.money({ amount: Math.round(value), currency: goal.currency });
  }

  change(campaign: CampaignRow, value: number): string {
    if (value === 0) return '0';
    return `${value > 0 ? '+' : '−'}${this.value(campaign, Math.abs(value))}`;
  }

  /** `22 Nov 2026, 14:05`. */
  time(instant: Instant): string {
    return this.format({ dateStyle: 'medium', timeStyle: 'short', timeZone: this.zone }, instant);
  }

  /** `22 Nov 2026`. */
  day(instant: Instant): string {
    return this.format({ dateStyle: 'medium', timeZone: this.zone }, instant);
  }

  /** A local date (`2026-11-22`) that is already in the right zone. */
  localDay(date: string): string {
    return this.format({ day: 'numeric', month: 'short', timeZone: 'UTC' }, date);
  }

  private format(options: Intl.DateTimeFormatOptions, instant: Instant): string {
    const locale = this.text.language === 'en' ? 'en-GB' : this.text.language;
    return new Intl.DateTimeFormat(locale, options).format(new Date(instant));
  }
}

import { DAY } from './model/calendar.js';
import type { Model } from './model/model.js';
import { giftPrices, plans, type GiftMonths, type PlanId } from './model/prices.js';
import type { Card, Recipient, Step } from './model/step.js';
import type { Random } from './random.js';

/** Makes up who buys what, for whom, and how they pay. */
export class Buyers {
  /** Of the latest purchase. */
  private refs = 0;

  constructor(
    private readonly model: Model,
    private readonly random: Random,
    private readonly now: () => number,
    private readonly nextRef: () => number,
  ) {}

  join(): Step {
    const plan = this.random.pick(Object.keys(plans) as PlanId[]);
    const opening = this.recurring(plans[plan].trialDays > 0);
    // Free days and a code at once are not sold here.
    return { kind: 'join', ...opening, plan, ...(plans[plan].trialDays > 0 && { code: null }) };
  }

  give(): Step {
    return { kind: 'give', ...this.onceOnly(), months: this.months(), recipients: this.recipients() };
  }

  donate(): Step {
    const interval = this.random.pick(['once', 'once', 'month'] as const);
    const amount = this.random.between(2, 200) * 100;
    if (interval === 'month')
      return { kind: 'donate', ...this.recurring(), amount, interval, currency: 'eur' };
    const opening = this.onceOnly();
    const currency = isDebit(opening.card) ? 'eur' : this.random.pick(['eur', 'eur', 'jpy', 'usd']);
    const presentment = currency === 'eur' ? opening.presentment : null;
    return { kind: 'donate', ...opening, presentment, amount, interval, currency };
  }

  private opening() {
    const card = this.random.weighted<Card>({
      good: 70,
      'fails-later': 12,
      'confirms-later': 4,
      'refund-fails': 7,
      'refund-pending': 7,
    });
    this.refs = this.nextRef();
    return {
      ref: this.refs,
      email: this.somebody(),
      campaign: this.campaign(),
      card,
      leaves: this.random.chance(0.06),
      named: this.random.chance(0.7),
      code: this.random.chance(0.1) ? this.random.pick(['HALF', 'FREE'] as const) : null,
      presentment: this.random.chance(0.08) ? this.random.pick(['usd', 'gbp']) : null,
    };
  }

  /** A debit that bounces is one whose first charge is asked for at once. */
  private recurring(isFree = false) {
    const opening = this.opening();
    if (!this.random.chance(0.1)) return opening;
    const card = this.random.pick<Card>(
      isFree || opening.code === 'FREE' ? ['bank'] : ['bank', 'bank', 'bank-fails'],
    );
    return { ...opening, card, presentment: null };
  }

  /** What is paid once may be paid by a debit, which takes days; and a card can only fail later that is charged later. */
  private onceOnly() {
    const opening = this.opening();
    const ways: Card[] = ['good', 'bank', 'bank', 'bank-fails'];
    const later = opening.card === 'fails-later' || opening.card === 'confirms-later';
    const card = later ? this.random.pick(ways) : opening.card;
    return { ...opening, card, ...(isDebit(card) && { presentment: null }) };
  }

  private campaign(): string | null {
    const [first, ...others] = this.model.campaigns.map(({ slug }) => slug);
    if (this.random.chance(0.65)) return first ?? null;
    return this.random.pick([...others, null]);
  }

  somebody(): string {
    const { known } = this.model;
    if (known.length > 0 && this.random.chance(0.35)) return this.random.pick(known);
    return `reader-${known.length + 1}@sim.example`;
  }

  private months(): GiftMonths {
    return Number(this.random.pick(Object.keys(giftPrices))) as GiftMonths;
  }

  private recipients(): Recipient[] {
    const number = this.random.weighted({ '1': 12, '2': 4, '5': 1, '25': 0.3 });
    return Array.from({ length: Number(number) }, (_, place) => ({
      email: this.recipient(place + 1),
      on: this.day(),
    }));
  }

  private recipient(place: number): string | null {
    if (this.random.chance(0.15)) return null;
    const { known } = this.model;
    if (known.length > 0 && this.random.chance(0.25)) return this.random.pick(known);
    return `friend-${this.refs}-${place}@sim.example`;
  }

  private day(): string | null {
    if (this.random.chance(0.8)) return null;
    return new Date(this.now() + this.random.between(2, 40) * DAY).toISOString().slice(0, 10);
  }
}

function isDebit(card: Card): boolean {
  return card === 'bank' || card === 'bank-fails';
}

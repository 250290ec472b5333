import { DAY, HOUR, SECOND } from './model/calendar.js';
import type { Gift } from './model/gift.js';
import type { Model } from './model/model.js';
import type { Payment } from './model/payment.js';
import { giftPrices, plans, type GiftMonths, type PlanId } from './model/prices.js';
import type { Purchase } from './model/purchase.js';
import type { Card, Recipient, Step } from './model/step.js';
import type { Subscription } from './model/subscription.js';
import type { Random } from './random.js';

type Kind = Step['kind'];

const weights: Partial<Record<Kind, number>> = {
  join: 12,
  give: 6,
  donate: 6,
  refund: 5,
  cancel: 1,
  'cancel-later': 2,
  keep: 2,
  'cancel-at': 1,
  dispute: 3,
  foreign: 1,
  price: 1,
  warn: 0.5,
  'change-address': 0.5,
  'delete-customer': 0.5,
  close: 3,
  recover: 2,
  'pause-collection': 1,
  'resume-collection': 1,
};

/** Makes up what people do next: only what they can do as things stand, and the same for the same seed. */
export class Generator {
  private refs = 0;

  constructor(
    private readonly model: Model,
    private readonly random: Random,
    private readonly now: () => number,
    /** So many times more people, in the same time. */
    private readonly scale: number,
  ) {}

  /** How long until something happens again, in ms: mostly soon, sometimes not for days. Whole seconds, as Stripe counts. */
  pause(): number {
    const { random } = this;
    const seconds = random.chance(0.03)
      ? random.between(DAY / SECOND, (6 * DAY) / SECOND)
      : random.between(1, HOUR / SECOND);
    return Math.ceil(seconds / this.scale) * SECOND;
  }

  /** What happens at Stripe, or on the way there. */
  next(): Step {
    for (;;) {
      const step = this.make(this.random.weighted(weights));
      if (step) return step;
    }
  }

  /** What happens here, when everything has been heard: gifts are redeemed, staff refund. */
  after(): Step[] {
    const heard = this.purchases().filter(({ page, fresh }) => page === 'paid' && !fresh);
    const waiting = heard.flatMap(({ gifts }) => gifts).filter(isRedeemable);
    const redeemed = waiting.filter(() => this.random.chance(0.3)).map((gift) => this.redeem(gift));
    const mistaken = heard.filter(
      ({ initial }) => initial && refundable(initial) && this.random.chance(0.02),
    );
    return [...redeemed, ...mistaken.map((purchase) => this.staffRefund(purchase))];
  }

  private make(kind: Kind): Step | null {
    switch (kind) {
      case 'join':
        return { kind, ...this.opening(), plan: this.random.pick(Object.keys(plans) as PlanId[]) };
      case 'give':
        return {
          kind,
          ...this.opening(),
          card: 'good',
          months: this.months(),
          recipients: this.recipients(),
        };
      case 'donate':
        return this.donate();
      case 'refund':
        return this.refund();
      case 'dispute':
        return this.dispute();
      case 'close':
        return this.close();
      case 'cancel-at':
        return this.cancelAt();
      case 'pause-collection': {
        const step = this.ofRunning(
          kind,
          ({ status, collectionPaused }) => status === 'active' && !collectionPaused,
        );
        return (
          step && {
            ...step,
            behavior: this.random.pick(['void', 'keep_as_draft', 'mark_uncollectible'] as const),
          }
        );
      }
      case 'cancel':
      case 'cancel-later':
      case 'keep':
      case 'recover':
      case 'resume-collection':
        return this.ofRunning(kind, fits[kind]);
      case 'foreign':
        return { kind, email: this.somebody() };
      case 'delete-customer':
        return this.ofRunning(kind, fits.cancel);
      case 'change-address': {
        const step = this.ofRunning(kind, fits.cancel);
        this.refs += 1;
        return step && { ...step, email: `moved-${this.refs}@sim.example` };
      }
      case 'price': {
        const step = this.ofRunning(
          kind,
          ({ status, collectionPaused }) => status === 'active' && !collectionPaused,
        );
        return step && { ...step, amount: this.random.between(300, 3000) };
      }
      case 'warn': {
        const purchase = this.find(({ initial }) => initial !== null);
        return purchase && { kind, purchase: purchase.bought.ref };
      }
      case 'redeem':
      case 'staff-refund':
        return null;
    }
  }

  private donate(): Step {
    const interval = this.random.pick(['once', 'once', 'month'] as const);
    const amount = this.random.between(2, 200) * 100;
    return { kind: 'donate', ...(interval === 'once' ? this.onceOnly() : this.opening()), amount, interval };
  }

  private opening() {
    const card = this.random.weighted<Card>({
      good: 70,
      'fails-later': 16,
      'refund-fails': 7,
      'refund-pending': 7,
    });
    this.refs += 1;
    return {
      ref: this.refs,
      email: this.somebody(),
      campaign: this.campaign(),
      card,
      leaves: this.random.chance(0.06),
      named: this.random.chance(0.7),
      code: this.random.chance(0.1) ? this.random.pick(['HALF', 'FREE'] as const) : null,
    };
  }

  /** What is paid once may be paid by a debit, which takes days; and a card can only fail later that is charged later. */
  private onceOnly() {
    const opening = this.opening();
    const ways: Card[] = ['good', 'bank', 'bank', 'bank-fails'];
    return opening.card === 'fails-later' ? { ...opening, card: this.random.pick(ways) } : opening;
  }

  private campaign(): string | null {
    const [first, ...others] = this.model.campaigns.map(({ slug }) => slug);
    if (this.random.chance(0.65)) return first ?? null;
    return this.random.pick([...others, null]);
  }

  private somebody(): string {
    const known = [...this.model.people.keys()];
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
    const known = [...this.model.people.keys()];
    if (known.length > 0 && this.random.chance(0.25)) return this.random.pick(known);
    return `friend-${this.refs}-${place}@sim.example`;
  }

  private day(): string | null {
    if (this.random.chance(0.8)) return null;
    return new Date(this.now() + this.random.between(2, 40) * DAY).toISOString().slice(0, 10);
  }

  private refund(): Step | null {
    const purchase = this.find(({ payments }) => payments.some(refundable));
    if (!purchase) return null;
    const payment = this.random.pick(purchase.payments.filter(refundable));
    this.refs += 1;
    const about = { kind: 'refund' as const, ref: this.refs, purchase: purchase.bought.ref };
    return { ...about, payment: purchase.payments.indexOf(payment), amount: this.part(purchase, payment) };
  }

  /** All that is left, the price of one of several, or anything. */
  private part({ bought }: Purchase, { left }: Payment): number {
    const one = bought.amount / bought.quantity;
    if (this.random.chance(0.5)) return left;
    if (bought.quantity > 1 && this.random.chance(0.7)) return Math.min(left, one);
    return this.random.between(1, left);
  }

  private dispute(): Step | null {
    const purchase = this.find(({ payments }) => payments.some(disputable));
    if (!purchase) return null;
    const payment = this.random.pick(purchase.payments.filter(disputable));
    this.refs += 1;
    const about = { kind: 'dispute' as const, ref: this.refs, purchase: purchase.bought.ref };
    return { ...about, payment: purchase.payments.indexOf(payment), inquiry: this.random.chance(0.25) };
  }

  private close(): Step | null {
    const purchase = this.find(({ payments }) => payments.some(({ openDispute }) => openDispute !== null));
    if (!purchase) return null;
    const payment = purchase.payments.findIndex(({ openDispute }) => openDispute !== null);
    const outcome = this.random.pick(['won', 'won', 'lost'] as const);
    return { kind: 'close', purchase: purchase.bought.ref, payment, outcome };
  }

  private cancelAt(): Step | null {
    const purchase = this.find(
      ({ subscription }) => Boolean(subscription?.runs) && subscription?.endsAt === null,
    );
    const end = purchase?.subscription?.periodEnd;
    if (!purchase || end === undefined) return null;
    const at = end - this.random.between(HOUR / SECOND, (12 * DAY) / SECOND) * SECOND;
    return at <= this.now() ? null : { kind: 'cancel-at', purchase: purchase.bought.ref, at };
  }

  private ofRunning<K extends Kind>(
    kind: K,
    suits: (subscription: Subscription) => boolean,
  ): { kind: K; purchase: number } | null {
    const purchase = this.find(({ subscription }) => subscription !== null && suits(subscription));
    return purchase ? { kind, purchase: purchase.bought.ref } : null;
  }

  /** By whom it was meant for, or by somebody else, who is asked by e-mail first. */
  private redeem(gift: Gift): Step {
    const somebodyElse = gift.recipient === null || this.random.chance(0.2);
    const by = somebodyElse ? this.somebody() : gift.recipient;
    return { kind: 'redeem', purchase: gift.purchase.bought.ref, place: gift.place, by: by ?? '' };
  }

  private staffRefund(purchase: Purchase): Step {
    this.refs += 1;
    const amount = purchase.initial?.left ?? 0;
    return { kind: 'staff-refund', ref: this.refs, purchase: purchase.bought.ref, amount };
  }

  /** One of the newest that fit, so that things go on happening to the same ones. */
  private find(fits: (purchase: Purchase) => boolean): Purchase | null {
    const found = this.purchases()
      .slice(Math.round(-60 * this.scale))
      .filter(fits);
    return found.length > 0 ? this.random.pick(found) : null;
  }

  private purchases(): Purchase[] {
    return [...this.model.purchases.values()];
  }
}

const fits = {
  cancel: ({ status }: Subscription) => status !== 'canceled',
  'cancel-later': ({ runs, endsAt }: Subscription) => runs && endsAt === null,
  keep: ({ status, endsAt }: Subscription) => status !== 'canceled' && endsAt !== null,
  recover: ({ status }: Subscription) => status === 'past_due' || status === 'unpaid',
  'resume-collection': ({ status, collectionPaused }: Subscription) =>
    status !== 'canceled' && collectionPaused,
};

function isRedeemable({ redeemedBy, withdrawn, delivered, purchase }: Gift): boolean {
  return delivered && !redeemedBy && !withdrawn && !purchase.initial?.disputed;
}

/** The bank takes no refund of what it has taken back itself. */
function refundable({ left, disputes }: Payment): boolean {
  return left > 0 && disputes.every(({ status }) => status === 'won' || status === 'inquiry');
}

function disputable({ openDispute, lost }: Payment): boolean {
  return openDispute === null && !lost;
}

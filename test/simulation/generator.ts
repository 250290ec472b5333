import { Buyers } from './buyers.js';
import { DAY, HOUR, SECOND } from './model/calendar.js';
import type { Gift } from './model/gift.js';
import type { Model } from './model/model.js';
import type { Payment } from './model/payment.js';
import type { Purchase } from './model/purchase.js';
import { type PlanId, plans } from './model/prices.js';
import type { DisputeStage, Step } from './model/step.js';
import type { Subscription } from './model/subscription.js';
import type { Random } from './random.js';

type Kind = Step['kind'];

const planIds = Object.keys(plans) as PlanId[];

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
  plan: 1,
  'end-invoice': 1,
  pause: 1,
  resume: 1,
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
  private readonly buyers: Buyers;

  constructor(
    private readonly model: Model,
    private readonly random: Random,
    private readonly now: () => number,
    /** So many times more people, in the same time. */
    private readonly scale: number,
  ) {
    this.buyers = new Buyers(model, random, now, () => this.nextRef());
  }

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
    const heard = this.model.inOrder.filter(({ page, fresh }) => page === 'paid' && !fresh);
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
        return this.buyers.join();
      case 'give':
        return this.buyers.give();
      case 'donate':
        return this.buyers.donate();
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
      case 'plan':
        return this.otherPlan();
      case 'end-invoice': {
        const step = this.ofRunning(kind, ({ asked, status }) => asked && status !== 'canceled');
        return step && { ...step, way: this.random.pick(['void', 'uncollectible'] as const) };
      }
      case 'pause':
      case 'resume':
      case 'cancel':
      case 'cancel-later':
      case 'keep':
      case 'recover':
      case 'resume-collection':
        return this.ofRunning(kind, fits[kind]);
      case 'foreign':
        return { kind, email: this.buyers.somebody() };
      case 'delete-customer':
        return this.ofRunning(kind, fits.cancel);
      case 'change-address': {
        const step = this.ofRunning(kind, fits.cancel);
        return step && { ...step, email: `moved-${this.nextRef()}@sim.example` };
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

  private refund(): Step | null {
    const purchase = this.find(({ payments }) => payments.some(refundable));
    if (!purchase) return null;
    const payment = this.random.pick(purchase.payments.filter(refundable));
    const about = { kind: 'refund' as const, ref: this.nextRef(), purchase: purchase.bought.ref };
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
    const about = { kind: 'dispute' as const, ref: this.nextRef(), purchase: purchase.bought.ref };
    const as = this.random.weighted<DisputeStage>({ chargeback: 70, inquiry: 20, prevented: 10 });
    return { ...about, payment: purchase.payments.indexOf(payment), as };
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

  /** The other tier, as often charged, which somebody has bought before, so that Stripe knows it. */
  private otherPlan(): Step | null {
    const { inOrder } = this.model;
    const sold = new Set(
      planIds.filter((id) => inOrder.some(({ bought, page }) => page === 'paid' && bought.plan === id)),
    );
    const others = ({ plan }: Subscription): PlanId[] =>
      planIds.filter((id) => plan && id !== plan && plans[id].months === plans[plan].months && sold.has(id));
    const purchase = this.find(
      ({ subscription }) =>
        subscription !== null && fits.pause(subscription) && others(subscription).length > 0,
    );
    if (!purchase?.subscription) return null;
    return {
      kind: 'plan',
      purchase: purchase.bought.ref,
      plan: this.random.pick(others(purchase.subscription)),
    };
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
    const by = somebodyElse ? this.buyers.somebody() : gift.recipient;
    return { kind: 'redeem', purchase: gift.purchase.bought.ref, place: gift.place, by: by ?? '' };
  }

  private staffRefund(purchase: Purchase): Step {
    const amount = purchase.initial?.left ?? 0;
    return { kind: 'staff-refund', ref: this.nextRef(), purchase: purchase.bought.ref, amount };
  }

  private nextRef(): number {
    this.refs += 1;
    return this.refs;
  }

  /** One of the newest that fit, so that things go on happening to the same ones. */
  private find(fits: (purchase: Purchase) => boolean): Purchase | null {
    const found = this.model.inOrder.slice(Math.round(-60 * this.scale)).filter(fits);
    return found.length > 0 ? this.random.pick(found) : null;
  }
}

const fits = {
  cancel: ({ status }: Subscription) => status !== 'canceled',
  'cancel-later': ({ runs, endsAt }: Subscription) => runs && endsAt === null,
  keep: ({ status, endsAt }: Subscription) => status !== 'canceled' && endsAt !== null,
  recover: ({ status }: Subscription) => status === 'past_due' || status === 'unpaid',
  pause: ({ status, collectionPaused }: Subscription) => status === 'active' && !collectionPaused,
  resume: ({ status }: Subscription) => status === 'paused',
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

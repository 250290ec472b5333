import { Agenda } from './agenda.js';
import { change, endWhatIsPaidBack } from './changes.js';
import { DAY, MINUTE } from './calendar.js';
import { plans } from './prices.js';
import { isDue, withdrawnOf } from './giving.js';
import { donated, given, joined } from './openings.js';
import { Person } from './person.js';
import type { Purchase } from './purchase.js';
import { codes, type Donate, type Give, type Join, type Step } from './step.js';
import { Subscription, type Terms } from './subscription.js';
import { bring } from './time.js';

/** A campaign's interval is half-open. */
export interface Campaign {
  slug: string;
  startsAt: number;
  endsAt: number;
  /** Whether people who come back count. */
  countReturning: boolean;
}

const fallible: Record<string, Terms['cardFailsLater']> = {
  'fails-later': 'fails',
  'confirms-later': 'confirms',
};

/** How the newsroom's account at Stripe is set. */
export interface Account {
  afterRetries: 'canceled' | 'unpaid';
  /** How long a bank takes to decide about a refund that is not done at once, in ms. */
  decides: number;
}

/**
 * What is right, in plain code: it knows the rules (docs/counting.md, docs/stripe-events.md) and nothing of how the service
 * keeps them. Instants are ms; Stripe counts in whole seconds.
 */
export class Model {
  readonly people = new Map<string, Person>();
  readonly purchases = new Map<number, Purchase>();
  /** The same purchases, oldest first; and whom the history knows, likewise. */
  readonly inOrder: Purchase[] = [];
  readonly known: string[] = [];
  private readonly agenda = new Agenda();

  constructor(
    readonly campaigns: Campaign[],
    private readonly account: Account,
  ) {}

  /** When time next changes something at Stripe. */
  nextMoment(): number | null {
    return this.agenda.next();
  }

  /** Does what falls due at that moment. */
  advance(at: number): void {
    for (const purchase of this.agenda.take(at)) {
      bring(purchase, at);
      this.agenda.put(purchase);
    }
  }

  apply(step: Step, at: number): void {
    this.happens(step, at);
    const touched = this.purchases.get('purchase' in step ? step.purchase : 'ref' in step ? step.ref : 0);
    if (touched) this.agenda.put(touched);
  }

  private happens(step: Step, at: number): void {
    switch (step.kind) {
      case 'join':
        return this.buy(joined(this.forCheckout(step, at), at), step, at);
      case 'give':
        return this.buy(given(this.forCheckout(step, at), at), step, at);
      case 'donate':
        return this.buy(donated(this.forCheckout(step, at), at), step, at);
      case 'foreign':
      case 'warn':
      case 'change-address':
      case 'delete-customer':
        // Not ours, or nothing changes; what ends with a customer is told as ended.
        return;
      case 'staff-refund':
        return change(
          this.purchase(step.purchase),
          { ...step, kind: 'refund', payment: 0 },
          at,
          this.account.decides,
        );
      case 'redeem':
        return this.redeem(step.purchase, step.place, step.by, at);
      default:
        return change(this.purchase(step.purchase), step, at, this.account.decides);
    }
  }

  /** Where it is not sure what was asked of Stripe, that is taken over. Returns what is another than it should be. */
  adoptCharge(purchase: Purchase, charge: number): string | null {
    purchase.chargeMoved = false;
    const { subscription } = purchase;
    if (!subscription || subscription.periodEnd === charge) return null;
    const person = this.person(purchase.bought.email);
    const off = Math.abs(subscription.periodEnd - charge);
    const right = new Date(subscription.periodEnd).toISOString();
    subscription.beginFreeTime(charge);
    person.endsPeriod(purchase, charge);
    this.agenda.put(purchase);
    if (person.unsure || off < 15 * MINUTE) return null;
    return `next charge of purchase ${purchase.bought.ref}\n    should be  ${right}\n    is         ${new Date(charge).toISOString()}`;
  }

  /** Nobody pays for a second membership without being told that there is one. */
  refuses(step: Step, at: number): boolean {
    return step.kind === 'join' && step.named && this.person(step.email).pays(at);
  }

  /** All gifts arrive whose day has come, as far as the service has heard of them. */
  deliver(now: number): void {
    for (const { known, gifts } of this.purchases.values())
      for (const gift of gifts)
        if (known && !gift.withdrawn && !gift.frozen && isDue(gift, now)) gift.delivered = true;
  }

  /** The service has heard of all that happened until now, and did what follows from it. */
  hear(now: number): void {
    // What that led to at Stripe is heard too, and so on.
    do this.hearNews(now);
    while (this.alignCharges(now) || this.isFresh());
  }

  private isFresh(): boolean {
    return this.inOrder.some(({ fresh }) => fresh);
  }

  /** Stripe is asked for the next charges that gifts want; whether any was moved. */
  private alignCharges(now: number): boolean {
    const moved = [...this.people.values()].flatMap((person) => person.align(now));
    for (const purchase of moved) this.touch(purchase);
    return moved.length > 0;
  }

  private touch(purchase: Purchase): void {
    purchase.fresh = true;
    purchase.chargeMoved = true;
    purchase.mayBeHeard();
    this.agenda.put(purchase);
  }

  private hearNews(now: number): void {
    for (const purchase of this.purchases.values()) {
      if (!purchase.fresh) continue;
      purchase.fresh = false;
      if (purchase.bought.purpose === 'membership') {
        this.person(purchase.bought.email).hear(purchase, now);
      }
      purchase.hear();
      endWhatIsPaidBack(purchase, now);
      this.agenda.put(purchase);
      this.hearOfGifts(purchase, now);
    }
  }

  private hearOfGifts(purchase: Purchase, now: number): void {
    const withdrawn = withdrawnOf(purchase);
    const first = purchase.page === 'paid' && !purchase.known;
    purchase.known ||= first;
    for (const gift of purchase.gifts) {
      // What is due goes out with the payment, before anything is taken back.
      gift.delivered ||= first && isDue(gift, now);
      const before = gift.withdrawn;
      gift.withdrawn = withdrawn.has(gift);
      gift.frozen = Boolean(purchase.initial?.disputed) && !gift.withdrawn;
      const redeemer = gift.redeemedBy ? this.person(gift.redeemedBy) : null;
      if (gift.withdrawn && !before) redeemer?.lose(gift, now);
      if (!gift.withdrawn && before) redeemer?.regain(gift, now);
      redeemer?.freeze(gift, gift.frozen, now);
    }
  }

  person(email: string): Person {
    const known = this.people.get(email);
    if (known) return known;
    const person = new Person(email);
    this.people.set(email, person);
    this.known.push(email);
    return person;
  }

  purchase(ref: number): Purchase {
    const purchase = this.purchases.get(ref);
    if (!purchase) throw new Error(`there is no purchase ${ref}`);
    return purchase;
  }

  /** Who names no campaign buys for the one that runs, if there is just one. */
  private forCheckout<S extends Join | Give | Donate>(step: S, at: number): S {
    const running = this.campaigns.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
    const [only] = running.length === 1 ? running : [];
    return { ...step, campaign: step.campaign ?? only?.slug ?? null };
  }

  private buy(purchase: Purchase, step: Join | Give | Donate, at: number): void {
    this.purchases.set(step.ref, purchase);
    this.inOrder.push(purchase);
    this.person(step.email).bought.push(purchase);
    if (step.leaves) return;
    purchase.card = step.card;
    const { plan } = purchase.bought;
    const trialDays = plan ? plans[plan].trialDays : 0;
    const price = trialDays > 0 ? 0 : purchase.bought.amount * (1 - (step.code ? codes[step.code] : 0) / 100);
    purchase.price = price;
    const { interval, amount } = purchase.bought;
    const isDebit = step.card === 'bank' || step.card === 'bank-fails';
    if (interval !== 'once')
      purchase.begun = new Subscription({
        startedAt: at,
        months: interval === 'month' ? 1 : 12,
        amount,
        plan,
        trialUntil: trialDays > 0 ? at + trialDays * DAY : null,
        cardFailsLater: fallible[step.card] ?? null,
        debitTakes: isDebit ? this.account.decides : null,
        afterRetries: this.account.afterRetries,
      });
    if (price === 0 || !isDebit) return purchase.arrive(at);
    purchase.page = 'processing';
    purchase.settlesAt = at + this.account.decides;
  }

  private redeem(ref: number, place: number, by: string, at: number): void {
    const gift = this.purchase(ref).gifts[place - 1];
    if (!gift) throw new Error(`there is no gift ${ref}/${place}`);
    if (gift.recipient !== by) gift.askedBy = by;
    gift.redeemedBy = by;
    gift.redeemedAt = at;
    const person = this.person(by);
    person.receive(gift, at);
    for (const moved of person.align(at)) this.touch(moved);
  }
}

import { DAY, monthsAfter } from './calendar.js';
import { isGoingBack, movable, movedBy, takeBack, wantedCharge } from './charge-moves.js';
import type { Gift } from './gift.js';
import type { Purchase } from './purchase.js';
import { covers, endOf, newSpan, shift, type Span } from './span.js';

/** How long access goes on while a charge fails. */
const GRACE = 14 * DAY;

/** Somebody with an address, and the time that they are a member, as the service should have it once it has heard everything. */
export class Person {
  readonly spans: Span[] = [];
  readonly bought: Purchase[] = [];
  readonly redeemed: Gift[] = [];
  /** Several things about them were heard of together: which came first decides where given time stands. */
  unsure = false;
  private heard: { of: Purchase | Gift; at: number } | null = null;

  constructor(readonly email: string) {}

  isMember(at: number): boolean {
    return this.spans.some((span) => covers(span, at));
  }

  /** Has a running membership by a plan, as far as the service has heard. */
  pays(at: number): boolean {
    return this.spans.some((span) => !span.given && covers(span, at));
  }

  /** Until when without a gap; null for who is no member. */
  memberUntil(at: number, spans = this.spans): number | null {
    const sorted = spans
      .filter((span) => span.supports && endOf(span) > at)
      .sort((a, b) => a.startsAt - b.startsAt);
    let until = sorted.some((span) => covers(span, at)) ? at : null;
    for (const span of sorted)
      if (until !== null && span.startsAt <= until) until = Math.max(until, endOf(span));
    return until;
  }

  /** Where a state begins or ends: there, a moment decides. */
  edges(): number[] {
    return this.spans.flatMap((span) => [span.startsAt, span.endsAt, endOf(span)]);
  }

  receive(gift: Gift, at: number): void {
    const startsAt = this.memberUntil(at) ?? at;
    const endsAt = monthsAfter(startsAt, gift.months);
    const chargeOf = movedBy(this.spans, startsAt, at);
    this.spans.push({ ...newSpan(gift, startsAt, endsAt), chargeOf, chargeTo: chargeOf && endsAt });
    this.redeemed.push(gift);
  }

  private note(of: Purchase | Gift, at: number): void {
    const together = this.heard?.at === at && this.heard.of !== of;
    if (together && this.redeemed.length > 0) this.unsure = true;
    this.heard = { of, at };
  }

  /** The service has heard how a purchase of theirs stands. */
  hear(purchase: Purchase, now: number): void {
    const { subscription, paidAt, initial } = purchase;
    if (!subscription || paidAt === null) return;
    this.note(purchase, now);
    const span = this.spanOf(purchase) ?? this.begin(purchase, paidAt, subscription.months);
    if (!this.settleMoves(span, subscription.trialUntil) && subscription.paidUntil > span.endsAt)
      this.moveGiftsBehind(span.endsAt, subscription.paidUntil);
    const before = span.endsAt;
    span.endsAt = Math.max(subscription.paidUntil, span.startsAt);
    span.heard = { status: subscription.status, ends: subscription.endsAt !== null };
    span.graceUntil = subscription.status === 'past_due' ? span.endsAt + GRACE : span.endsAt;
    const endedAt = purchase.isTakenBack ? (span.endedAt ?? now) : subscription.endedAt;
    span.endedAt = endedAt;
    span.supports = (subscription.runs || endedAt !== null) && !initial?.disputed;
    if (endedAt !== null || span.endsAt < before) this.moveUpGifts(now);
  }

  lose(gift: Gift, now: number): void {
    const span = this.spanOf(gift);
    if (!span || span.endedAt !== null) return;
    this.note(gift, now);
    span.endedAt = now;
    this.moveUpGifts(now);
    takeBack(this.spans, span, now);
  }

  regain(gift: Gift, now: number): void {
    const span = this.spanOf(gift);
    this.note(gift, now);
    if (!span) return;
    span.endedAt = null;
    if (span.chargeBackTo === null) return;
    const others = this.spans.filter((other) => other !== span);
    const startsAt = this.memberUntil(now, others) ?? now;
    const endsAt = startsAt + span.endsAt - span.startsAt;
    const chargeOf = movedBy(others, startsAt, now);
    const anew = { startsAt, endsAt, graceUntil: endsAt, moved: false, chargeBackTo: null, movedBack: false };
    Object.assign(span, anew, { chargeOf, chargeTo: chargeOf && endsAt });
  }

  /** Stripe is asked for the charges that are wanted. Returns whose next charge was moved. */
  align(now: number): Purchase[] {
    return this.spans.filter(movable).flatMap((plan) => this.alignPlan(plan, now) ?? []);
  }

  private alignPlan(plan: Span, now: number): Purchase | null {
    const to = wantedCharge(plan, this.spans, now);
    const purchase = this.bought.find((bought) => bought === plan.of);
    if (to === null || !purchase?.subscription) return null;
    const moved = purchase.subscription.moveCharge(plan.endsAt, to, purchase.payments.length > 0);
    if (moved === 'not now' || moved === 'over') return null;
    for (const span of this.spans) if (span.chargeOf === plan && isGoingBack(span)) span.movedBack = true;
    return moved === 'moved' ? purchase : null;
  }

  /** What was adopted of Stripe where it is not sure. */
  endsPeriod(purchase: Purchase, at: number): void {
    const span = this.spanOf(purchase);
    if (span) span.endsAt = at;
  }

  /** While a dispute holds its money there is no access. */
  freeze(gift: Gift, frozen: boolean, now: number): void {
    const span = this.spanOf(gift);
    if (!span || span.supports !== frozen) return;
    this.note(gift, now);
    span.supports = !frozen;
  }

  private begin(purchase: Purchase, paidAt: number, months: number): Span {
    const span = newSpan(purchase, paidAt, monthsAfter(paidAt, months));
    this.spans.push(span);
    return span;
  }

  private spanOf(thing: Purchase | Gift): Span | undefined {
    return this.spans.find(({ of }) => of === thing);
  }

  /** Given time that moved the charge stands before it from now on; whether there was some. */
  private settleMoves(plan: Span, charge: number | null): boolean {
    if (charge === null || charge <= plan.endsAt) return false;
    const settled = this.spans.filter(
      ({ chargeOf, moved, chargeTo }) => chargeOf === plan && !moved && (chargeTo ?? Infinity) <= charge,
    );
    for (const span of settled) span.moved = true;
    return settled.length > 0;
  }

  /** Given time that waits for a period to end waits for the next one too. */
  private moveGiftsBehind(before: number, now: number): void {
    for (const span of this.spans)
      if (span.given && span.endedAt === null && !span.moved && span.startsAt >= before)
        shift(span, now - before);
  }

  /** Given time that has not begun begins as soon as what stood before it is over. */
  private moveUpGifts(now: number): void {
    const waits = ({ given, endedAt, startsAt }: Span): boolean =>
      given && endedAt === null && startsAt > now;
    const settled = this.spans.filter((span) => !waits(span));
    for (const span of this.spans.filter(waits).sort((a, b) => a.startsAt - b.startsAt)) {
      const until = this.memberUntil(now, settled) ?? now;
      if (until < span.startsAt) shift(span, until - span.startsAt);
      settled.push(span);
    }
  }
}

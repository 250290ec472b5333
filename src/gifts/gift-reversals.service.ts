import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { LedgerEntry } from '../campaigns/ledger-entry.js';
import { Ledger, type Reversal } from '../campaigns/ledger.service.js';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import { memberUntil } from '../members/access.js';
import { ChargeMoves } from '../members/charge-moves/charge-moves.service.js';
import { countAgain } from '../members/count-again.js';
import { endGiftMembership, reviveGiftMembership } from '../members/gift-membership.js';
import { Member } from '../members/member.js';
import { Membership } from '../members/membership.js';
import { lockMembers } from '../members/lock-members.js';
import type { Reversed } from '../payments/outcome.js';
import { Gift, withdrawnGifts } from './gift.js';

/** Money of gifts went back, or its going back was undone: a state, so order and repeats do not matter. */
@Injectable()
export class GiftReversals {
  constructor(
    private readonly ledger: Ledger,
    private readonly chargeMoves: ChargeMoves,
    private readonly mail: Mail,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async apply(manager: EntityManager, reversed: Reversed): Promise<void> {
    const { purchase, payment, refunded, disputed, lost } = reversed;
    const gifts = await manager.find(Gift, {
      where: { purchaseId: purchase.id },
      order: { place: 'asc' },
      lock: { mode: 'pessimistic_write' },
    });
    const withdrawn = withdrawnGifts(
      gifts,
      payment.price.amount,
      lost ? payment.price.amount : refunded.amount,
    );
    // People before the roll-up, as everywhere: whoever holds its row must not wait for a person.
    const redeemers = gifts.flatMap(({ redeemerId }) => redeemerId ?? []);
    await lockMembers(manager, redeemers);
    const now = this.clock.now();
    for (const gift of gifts) {
      await this.withdrawOrReturn(manager, gift, withdrawn.has(gift.id), { reversed, now });
      await freeze(manager, gift, disputed && !withdrawn.has(gift.id), now);
    }
    const { change, at, eventId } = reversed;
    if (change)
      for (const gift of gifts)
        await this.uncount(manager, gift, !withdrawn.has(gift.id) && !disputed, { ...reversed, change });
    // A dispute that was lost moves no money, but what it withdrew makes its redeemer as new as before.
    const cause = change
      ? { kind: change.kind, source: sourceOf(change), at, eventId }
      : { kind: 'dispute' as const, source: `dispute:${payment.id}:lost`, at, eventId };
    for (const memberId of new Set(redeemers)) await countAgain(manager, this.ledger, memberId, cause);
  }

  private async withdrawOrReturn(
    manager: EntityManager,
    gift: Gift,
    withdrawn: boolean,
    { reversed, now }: { reversed: Reversed; now: Date },
  ): Promise<void> {
    if (withdrawn === (gift.status === 'refunded')) return;
    const returned = { status: gift.statusWithoutRefund, chosenForRefundAt: null };
    await manager.update(Gift, gift.id, withdrawn ? { status: 'refunded' } : returned);
    const { id: giftId, redeemerId: memberId, redeemedAt } = gift;
    // The newsroom may let readers keep what somebody else was paid back for.
    if (!memberId || !redeemedAt || this.settings.REFUNDED_GIFTS === 'keep') return;
    if (!withdrawn) {
      await reviveGiftMembership(manager, { giftId, memberId, redeemedAt });
      return this.chargeMoves.giveAgain(manager, giftId, now);
    }
    const running = await isRunning(manager, giftId, now);
    await endGiftMembership(manager, { giftId, memberId, redeemedAt }, now);
    const nextCharge = await this.chargeMoves.takeBack(manager, giftId, now);
    if (running) await this.tellRedeemer(manager, { giftId, memberId, nextCharge }, { reversed, now });
  }

  /** Kindly, and without a word about the giver's money. */
  private async tellRedeemer(
    manager: EntityManager,
    { giftId, memberId, nextCharge }: { giftId: string; memberId: string; nextCharge: Date | null },
    { reversed, now }: { reversed: Reversed; now: Date },
  ): Promise<void> {
    const { name, email, locale } = await manager.findOneByOrFail(Member, { id: memberId });
    const until = memberUntil(await manager.findBy(Membership, { memberId }), now);
    const params = {
      name,
      until: nextCharge ? null : (until?.toISOString() ?? null),
      nextCharge: nextCharge?.toISOString() ?? null,
      link: `${this.settings.baseUrl}/join`,
    };
    const occasion = reversed.change?.source ?? 'lost';
    const dedupeKey = `gift-ended:${giftId}:${occasion}`;
    await this.mail.enqueue(manager, [
      { template: 'gift-ended', to: email, locale, params, dedupeKey, about: giftId },
    ]);
  }

  /** Each gift of a purchase has a row of its own; the money stands beside the first. */
  private async uncount(
    manager: EntityManager,
    gift: Gift,
    standing: boolean,
    reversed: Reversed & { change: Change },
  ): Promise<void> {
    const { purchase, change, at, eventId } = reversed;
    if (!purchase.campaignId) return;
    const first = gift.place === 1;
    const source = first ? sourceOf(change) : `${sourceOf(change)}:${gift.place}`;
    const cause = { kind: change.kind, source, money: first ? change.money : null, at, eventId };
    const reversal = { campaignId: purchase.campaignId, standing, cause };
    await this.ledger.reverse(manager, { ...reversal, of: [{ kind: 'gift', source: `gift:${gift.id}` }] });
    await this.uncountRedemption(manager, gift, reversal);
  }

  /** Where redeeming moved the number, that stands and falls with the gift too: nothing is taken back twice. */
  private async uncountRedemption(
    manager: EntityManager,
    gift: Gift,
    { campaignId, standing, cause }: Omit<Reversal, 'of'>,
  ): Promise<void> {
    const entry = { kind: 'gift_redemption' as const, source: `gift:${gift.id}` };
    if (!(await manager.existsBy(LedgerEntry, { campaignId, ...entry, delta: Not(0) }))) return;
    const source = `${cause.source}:redemption`;
    await this.ledger.reverse(manager, {
      campaignId,
      of: [entry],
      standing,
      cause: { ...cause, source, money: null },
    });
  }
}

type Change = NonNullable<Reversed['change']>;

function sourceOf({ kind, source }: Change): string {
  return `${kind.startsWith('dispute') ? 'dispute' : 'refund'}:${source}`;
}

async function isRunning(manager: EntityManager, giftId: string, now: Date): Promise<boolean> {
  return manager.existsBy(Membership, { giftId, endedAt: IsNull(), endsAt: MoreThan(now) });
}

/** While a dispute holds the money nobody can redeem it, and who has redeemed it has no access. */
async function freeze(manager: EntityManager, gift: Gift, frozen: boolean, now: Date): Promise<void> {
  if (frozen === (gift.frozenAt !== null)) return;
  const frozenAt = frozen ? now : null;
  // Nobody could accept it meanwhile: that time is given back.
  const lost = gift.frozenAt && !gift.redeemedAt ? now.getTime() - gift.frozenAt.getTime() : 0;
  const claimUntil = new Date(gift.claimUntil.getTime() + lost);
  await manager.update(Gift, gift.id, { frozenAt, claimUntil });
  await manager.update(Membership, { giftId: gift.id }, { frozenAt });
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../campaigns/ledger.service.js';
import { endGiftMembership, reviveGiftMembership } from '../members/gift-membership.js';
import type { Reversed } from '../payments/outcome.js';
import { Gift, withdrawnGifts } from './gift.js';

/** Money of gifts went back, or its going back was undone: a state, so order and repeats do not matter. */
@Injectable()
export class GiftReversals {
  constructor(private readonly ledger: Ledger) {}

  async apply(manager: EntityManager, reversed: Reversed): Promise<void> {
    const { purchase, refunded, disputed } = reversed;
    const gifts = await manager.find(Gift, {
      where: { purchaseId: purchase.id },
      order: { place: 'asc' },
      lock: { mode: 'pessimistic_write' },
    });
    const withdrawn = withdrawnGifts(gifts, purchase.amount / purchase.quantity, refunded.amount);
    for (const gift of gifts) {
      await withdrawOrReturn(manager, gift, withdrawn.has(gift.id), reversed.at);
      await this.uncount(manager, gift, !withdrawn.has(gift.id) && !disputed, reversed);
    }
  }

  /** Each gift of a purchase has a row of its own; the money stands beside the first. */
  private async uncount(
    manager: EntityManager,
    gift: Gift,
    standing: boolean,
    reversed: Reversed,
  ): Promise<void> {
    const { purchase, change, at, eventId } = reversed;
    if (!purchase.campaignId) return;
    const object = change.kind.startsWith('dispute') ? 'dispute' : 'refund';
    const first = gift.place === 1;
    const source = first ? `${object}:${change.source}` : `${object}:${change.source}:${gift.place}`;
    await this.ledger.reverse(manager, {
      campaignId: purchase.campaignId,
      of: [{ kind: 'gift', source: `gift:${gift.id}` }],
      standing,
      cause: { kind: change.kind, source, money: first ? change.money : null, at, eventId },
    });
  }
}

async function withdrawOrReturn(
  manager: EntityManager,
  gift: Gift,
  withdrawn: boolean,
  at: Date,
): Promise<void> {
  const isWithdrawn = gift.status === 'refunded';
  if (withdrawn === isWithdrawn) return;
  await manager.update(Gift, gift.id, { status: withdrawn ? 'refunded' : gift.statusWithoutRefund });
  if (withdrawn) await endGiftMembership(manager, gift.id, at);
  else await reviveGiftMembership(manager, gift.id);
}

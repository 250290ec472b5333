import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In, Not } from 'typeorm';
import { Clock } from '../common/clock.js';
import { InvalidInput } from '../common/errors.js';
import { NotRefundable } from '../payments/not-refundable.js';
import { howMuchIsBack } from '../payments/applying/how-much-is-back.js';
import { PaymentRecord } from '../payments/records/payment-record.js';
import { type RefundRequest, Refunds } from '../payments/refunds.service.js';
import { Gift } from './gift.js';

/** Some gifts of an order. Those that were redeemed are meant only where `evenRedeemed` says so. */
export interface ChosenGifts {
  ids: string[];
  evenRedeemed: string[];
}

/** Sends the money of chosen gifts back: which they are is on record before Stripe is asked. */
@Injectable()
export class GiftRefunds {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly refunds: Refunds,
    private readonly clock: Clock,
  ) {}

  /**
   * The amount follows from the gifts.
   * @throws InvalidInput at `gifts`, NotRefundable where one was redeemed meanwhile, or is on its way back already
   */
  async refund(
    purchaseId: string,
    chosen: ChosenGifts,
    { reason, author }: Omit<RefundRequest, 'amount'>,
  ): Promise<void> {
    const { amount, fresh } = await this.choose(purchaseId, chosen);
    try {
      await this.refunds.refund(purchaseId, { amount, reason, author });
    } catch (error) {
      // Only Stripe's plain no tells that nothing was refunded.
      if (error instanceof NotRefundable || error instanceof InvalidInput) await this.letGo(fresh);
      throw error;
    }
  }

  /** Nobody can redeem them from then on. */
  private async choose(
    purchaseId: string,
    { ids, evenRedeemed }: ChosenGifts,
  ): Promise<{ amount: number; fresh: string[] }> {
    return this.dataSource.transaction(async (manager) => {
      const gifts = await manager.find(Gift, {
        where: { purchaseId },
        order: { place: 'asc' },
        lock: { mode: 'pessimistic_write' },
      });
      const meant = gifts.filter(({ id }) => ids.includes(id));
      if (meant.length === 0 || meant.length !== new Set(ids).size)
        throw new InvalidInput({ gifts: 'Please choose gifts of this purchase.' });
      const { payment, refunded } = await paymentOf(manager, purchaseId);
      // Refunds that Stripe took and whose event is still on its way.
      const withdrawn = gifts.filter(({ status }) => status === 'refunded').length;
      const known = Math.max(withdrawn, Math.floor((refunded * gifts.length) / payment.amount));
      for (const gift of meant) check(gift, { onItsWay: known > withdrawn, evenRedeemed });
      const fresh = meant.filter(({ chosenForRefundAt }) => !chosenForRefundAt).map(({ id }) => id);
      await manager.update(Gift, { id: In(fresh) }, { chosenForRefundAt: this.clock.now() });
      const upTo = (count: number): number => Math.ceil((payment.amount * count) / gifts.length);
      return { amount: upTo(known + meant.length) - upTo(known), fresh };
    });
  }

  private async letGo(ids: string[]): Promise<void> {
    await this.dataSource.manager.update(
      Gift,
      { id: In(ids), status: Not('refunded') },
      { chosenForRefundAt: null },
    );
  }
}

function check(
  { id, place, status, redeemedAt, chosenForRefundAt }: Gift,
  { onItsWay, evenRedeemed }: { onItsWay: boolean; evenRedeemed: string[] },
): void {
  if (status === 'refunded') throw new NotRefundable('refunded', `Gift ${place} was refunded already.`);
  if (chosenForRefundAt && onItsWay)
    throw new NotRefundable('refunded', `The refund of gift ${place} is on its way already.`);
  if (redeemedAt && !evenRedeemed.includes(id))
    throw new NotRefundable(
      'redeemed',
      `Gift ${place} has been accepted in the meantime. Nothing was refunded: please choose again.`,
    );
}

async function paymentOf(
  manager: EntityManager,
  purchaseId: string,
): Promise<{ payment: PaymentRecord; refunded: number }> {
  const payment = await manager.findOneBy(PaymentRecord, { purchaseId, initial: true });
  if (!payment)
    throw new NotRefundable('payment_pending', 'Its payment is not here yet. Please try again shortly.');
  const { refunded } = await howMuchIsBack(manager, payment);
  return { payment, refunded };
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { InvalidInput, NotFound } from '../common/errors.js';
import { howMuchIsBack } from './applying/how-much-is-back.js';
import { isPaid } from './purchase-status.js';
import { Purchase } from './purchase.js';
import { PaymentRecord } from './records/payment-record.js';
import { RefundRecord } from './records/refund-record.js';
import { NotRefundable } from './not-refundable.js';
import { RefundOrders } from './stripe/refund-orders.js';
import { StripeRefused } from './stripe/stripe-refused.js';

export interface RefundRequest {
  /** Minor units; without it, all that is left of the first payment. */
  amount?: number;
  /** In the words of whoever refunds; stays here. */
  reason: string;
  /** Who refunds. */
  author: string;
}

/** Sends a purchase's first payment back, whole or in part. What that means for the number comes by Stripe's event. */
@Injectable()
export class Refunds {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly orders: RefundOrders,
  ) {}

  /** @throws NotFound, NotRefundable, InvalidInput, PaymentsUnavailable */
  async refund(purchaseId: string, { amount, reason, author }: RefundRequest): Promise<void> {
    const payment = await this.paymentOf(purchaseId);
    const { refunded } = await howMuchIsBack(this.dataSource.manager, payment);
    const left = payment.amount - refunded;
    if (left <= 0) throw new NotRefundable('refunded', 'All of it has been refunded already.');
    const wanted = amount ?? left;
    checkAmount(wanted, left);
    // Pressed twice before the first has come back as an event, it is the same refund.
    const key = `refund-${payment.id}-after-${refunded}-of-${wanted}`;
    const refund = await this.order({ paymentId: payment.id, amount: wanted, purchaseId }, key);
    await this.note({
      ...refund,
      paymentId: payment.id,
      amount: wanted,
      currency: payment.currency,
      livemode: payment.livemode,
      reason,
      author,
      eventId: null,
    });
  }

  private async paymentOf(purchaseId: string): Promise<PaymentRecord> {
    const { manager } = this.dataSource;
    const purchase = await manager.findOneBy(Purchase, { id: purchaseId });
    if (!purchase) throw new NotFound();
    if (!isPaid(purchase.status)) throw new NotRefundable('not_paid', 'This purchase was not paid.');
    const payment = await manager.findOneBy(PaymentRecord, { purchaseId, initial: true });
    if (!payment)
      throw new NotRefundable('payment_pending', 'Its payment is not here yet. Please try again shortly.');
    return payment;
  }

  private async order(order: Parameters<RefundOrders['place']>[0], key: string) {
    try {
      return await this.orders.place(order, key);
    } catch (error) {
      if (error instanceof StripeRefused)
        throw new NotRefundable('refused', 'Stripe does not take this refund: please look at it there.');
      throw error;
    }
  }

  /** Who and why is known only here. Where the event came first, its row is completed and its state kept. */
  private async note(row: Omit<RefundRecord, 'turns'>): Promise<void> {
    await this.dataSource.manager.query(
      `insert into refunds (id, payment_id, amount, currency, status, reason, author, created_at, livemode)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (id) do update set reason = excluded.reason, author = excluded.author`,
      [
        row.id,
        row.paymentId,
        row.amount,
        row.currency,
        row.status,
        row.reason,
        row.author,
        row.createdAt,
        row.livemode,
      ],
    );
  }
}

function checkAmount(amount: number, left: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new InvalidInput({ amount: 'Please give an amount above zero.' });
  if (amount > left) throw new InvalidInput({ amount: 'That is more than is left of the payment.' });
}

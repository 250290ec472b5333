import { Injectable } from '@nestjs/common';
import { StripeApi } from './stripe-api.js';

export interface RefundOrder {
  paymentId: string;
  /** Minor units of the payment's currency. */
  amount: number;
  purchaseId: string;
}

export interface OrderedRefund {
  /** `re_…` */
  id: string;
  status: string;
  createdAt: Date;
}

/** Sends money back. */
@Injectable()
export class RefundOrders {
  constructor(private readonly api: StripeApi) {}

  /** The same key never refunds twice. @throws PaymentsUnavailable, StripeRefused */
  async place(
    { paymentId, amount, purchaseId }: RefundOrder,
    idempotencyKey: string,
  ): Promise<OrderedRefund> {
    const refund = await this.api.ask((stripe) =>
      stripe.refunds.create(
        {
          payment_intent: paymentId,
          amount,
          reason: 'requested_by_customer',
          metadata: { purchase: purchaseId },
        },
        { idempotencyKey },
      ),
    );
    return { id: refund.id, status: refund.status ?? 'pending', createdAt: new Date(refund.created * 1000) };
  }
}

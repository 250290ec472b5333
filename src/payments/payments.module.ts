import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Applier } from './applying/applier.js';
import { Checkout } from './checkout.service.js';
import { OutcomeHandlers } from './handlers.js';
import { Drainer } from './inbox/drainer.js';
import { Inbox } from './inbox/inbox.service.js';
import { Settlement } from './inbox/settlement.js';
import { StripeWebhook } from './inbox/webhook.js';
import { Purchase } from './purchase.js';
import { PurchasesController } from './purchases.controller.js';
import { Purchases } from './purchases.service.js';
import { Refunds } from './refunds.service.js';
import { CheckoutSessions } from './stripe/checkout-sessions.js';
import { RefundOrders } from './stripe/refund-orders.js';
import { StripeApi } from './stripe/stripe-api.js';
import { StripeReader } from './stripe/stripe-reader.js';

/** Purchases, the gateway to Stripe, and the inbox. Knows no feature: they register handlers for their purpose. */
@Module({
  imports: [TypeOrmModule.forFeature([Purchase])],
  controllers: [PurchasesController],
  providers: [
    OutcomeHandlers,
    StripeApi,
    StripeReader,
    CheckoutSessions,
    RefundOrders,
    Applier,
    Settlement,
    Drainer,
    Inbox,
    StripeWebhook,
    Checkout,
    Purchases,
    Refunds,
  ],
  exports: [OutcomeHandlers, Checkout, Purchases, Refunds, Inbox],
})
export class PaymentsModule {}

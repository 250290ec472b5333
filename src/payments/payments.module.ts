import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailModule } from '../mail/mail.module.js';
import { Adoptions } from './adoptions.js';
import { Applier } from './applying/applier.js';
import { CatchUpFigures } from './catch-up/catch-up-figures.js';
import { CatchUpSchedule } from './catch-up/catch-up-schedule.js';
import { CatchUp } from './catch-up/catch-up.service.js';
import { CatchUpPositions } from './catch-up/positions.js';
import { CheckoutLimits } from './checkout-limits.js';
import { Checkout } from './checkout.service.js';
import { BillingPages } from './customers/billing-pages.service.js';
import { CustomerOrders } from './customers/customer-orders.js';
import { Customers } from './customers/customers.service.js';
import { OutcomeHandlers } from './handlers.js';
import { Drainer } from './inbox/drainer.js';
import { EventStore } from './inbox/event-store.js';
import { InboxFigures } from './inbox/inbox-figures.js';
import { Inbox } from './inbox/inbox.service.js';
import { ParkedEvents } from './inbox/parked-events.js';
import { InboxPruning } from './inbox/pruning.js';
import { Settlement } from './inbox/settlement.js';
import { StripeWebhook } from './inbox/webhook.js';
import { PayerNotices } from './notices/payer-notices.js';
import { Purchase } from './purchase.js';
import { PurchasesController } from './purchases.controller.js';
import { Purchases } from './purchases.service.js';
import { Refunds } from './refunds.service.js';
import { ReconciliationFigures } from './reconciliation/reconciliation-figures.js';
import { ReconciliationSchedule } from './reconciliation/reconciliation-schedule.js';
import { Reconciliation } from './reconciliation/reconciliation.service.js';
import { ObjectPages } from './stripe/object-pages.js';
import { CheckoutSessions } from './stripe/checkout-sessions.js';
import { EventPages } from './stripe/event-pages.js';
import { RefundOrders } from './stripe/refund-orders.js';
import { StripeApi } from './stripe/stripe-api.js';
import { SubscriptionOrders } from './stripe/subscription-orders.js';
import { Subscriptions } from './subscriptions.service.js';
import { StripeLists } from './stripe/stripe-lists.js';
import { StripeReader } from './stripe/stripe-reader.js';

/** Purchases, the gateway to Stripe, and the inbox. Knows no feature: they register handlers for their purpose. */
@Module({
  imports: [TypeOrmModule.forFeature([Purchase]), AccountsModule, JobsModule, MailModule],
  controllers: [PurchasesController],
  providers: [
    OutcomeHandlers,
    Adoptions,
    StripeApi,
    StripeLists,
    StripeReader,
    CheckoutSessions,
    CustomerOrders,
    Customers,
    BillingPages,
    RefundOrders,
    SubscriptionOrders,
    Subscriptions,
    Applier,
    PayerNotices,
    Settlement,
    EventStore,
    Drainer,
    Inbox,
    InboxFigures,
    InboxPruning,
    ParkedEvents,
    StripeWebhook,
    EventPages,
    CatchUpPositions,
    CatchUpFigures,
    CatchUp,
    CatchUpSchedule,
    ObjectPages,
    Reconciliation,
    ReconciliationFigures,
    ReconciliationSchedule,
    Checkout,
    CheckoutLimits,
    Purchases,
    Refunds,
  ],
  exports: [
    ParkedEvents,
    OutcomeHandlers,
    Adoptions,
    BillingPages,
    Checkout,
    CheckoutLimits,
    Purchases,
    Refunds,
    Subscriptions,
    Inbox,
    CatchUp,
    CatchUpSchedule,
    Reconciliation,
    ReconciliationSchedule,
  ],
})
export class PaymentsModule {}

import type { EntitySchema, MixedList } from 'typeorm';
import { AuditEntry } from '../accounts/audit-entry.js';
import { Session } from '../accounts/session.js';
import { SignInLink } from '../accounts/sign-in-link.js';
import { StaffAccount } from '../accounts/staff-account.js';
import { ExchangeRate } from '../campaigns/rates/exchange-rate.js';
import { CampaignTally } from '../campaigns/campaign-tally.js';
import { Campaign } from '../campaigns/campaign.js';
import { LedgerEntry } from '../campaigns/ledger-entry.js';
import { Donation } from '../donations/donation.js';
import { GiftConfirmation } from '../gifts/gift-confirmation.js';
import { Gift } from '../gifts/gift.js';
import { CampaignMilestone } from '../campaigns/course/campaign-milestone.js';
import { CampaignNewsRefusal } from '../campaigns/course/campaign-news-refusal.js';
import { CampaignResult } from '../campaigns/course/campaign-result.js';
import { ExperimentCount } from '../experiments/experiment-count.js';
import { Experiment } from '../experiments/experiment.js';
import { StoredScript } from '../embed/stored-script.js';
import { NewsletterAsk } from '../newsletters/newsletter-ask.js';
import { Newsletter } from '../newsletters/newsletter.js';
import { NewsletterSubscription } from '../newsletters/newsletter-subscription.js';
import { Placement } from '../placements/placement.js';
import { QueuedMail } from '../mail/mail.js';
import { CatchUpPosition } from '../payments/catch-up/catch-up-position.js';
import { StripeEvent } from '../payments/inbox/stripe-event.js';
import { GiftTerm } from '../members/gift-term.js';
import { Member } from '../members/member.js';
import { Membership } from '../members/membership.js';
import { PoolRequest } from '../gifts/pool/pool-request.js';
import { Plan } from '../members/plan.js';
import { PlanMapping } from '../members/plan-mapping.js';
import { StripeCustomer } from '../payments/customers/stripe-customer.js';
import { Purchase } from '../payments/purchase.js';
import { DisputeRecord } from '../payments/records/dispute-record.js';
import { PaymentRecord } from '../payments/records/payment-record.js';
import { Difference } from '../payments/reconciliation/difference.js';
import { ReconciliationRun } from '../payments/reconciliation/reconciliation-run.js';
import { Sharer } from '../sharing/sharer.js';
import { SubscriptionRecord } from '../payments/records/subscription-record.js';
import { RefundRecord } from '../payments/records/refund-record.js';

/** Every table's class; each module owns its own, this is only the list that TypeORM asks for. */
export const entities: MixedList<Function | string | EntitySchema> = [
  AuditEntry,
  Session,
  SignInLink,
  StaffAccount,
  QueuedMail,
  StripeCustomer,
  Purchase,
  PaymentRecord,
  RefundRecord,
  DisputeRecord,
  SubscriptionRecord,
  ReconciliationRun,
  Difference,
  StripeEvent,
  CatchUpPosition,
  Campaign,
  LedgerEntry,
  CampaignTally,
  ExchangeRate,
  CampaignResult,
  CampaignMilestone,
  CampaignNewsRefusal,
  Sharer,
  Plan,
  PlanMapping,
  GiftTerm,
  Member,
  Membership,
  Gift,
  GiftConfirmation,
  PoolRequest,
  Donation,
  Newsletter,
  NewsletterSubscription,
  NewsletterAsk,
  Placement,
  Experiment,
  ExperimentCount,
  StoredScript,
];

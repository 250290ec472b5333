import type { Purchase } from './purchase.js';

/** A letter about a purchase's money; one that is not sure may or may not go out, as things were heard in this order or that. */
export interface News {
  template: string;
  /** The occasion; of each there is one letter. */
  occasion: string;
  sure: boolean;
}

/** What the payer is told when the service has heard how a purchase stands now. */
export function newsOf(purchase: Purchase): News[] {
  if (purchase.page !== 'paid') return underWay(purchase);
  return [...underWay(purchase), ...refunds(purchase), ...charges(purchase), ...endings(purchase)];
}

/** A bank takes days. What has been decided when it is first heard of may be heard as under way before. */
function underWay({ page, settlesAt }: Purchase): News[] {
  if (settlesAt === null || page === 'expired') return [];
  const awaited = { template: 'payment-awaited', occasion: '', sure: page === 'processing' };
  return page === 'failed' ? [awaited, { template: 'payment-bounced', occasion: '', sure: true }] : [awaited];
}

/** One for each refund that was under way or done when it was heard of. */
function refunds({ payments }: Purchase): News[] {
  const counting = payments.flatMap((payment) => payment.refunds).filter(({ status }) => status !== 'failed');
  return counting.map(({ ref }) => ({ template: 'payment-refunded', occasion: String(ref), sure: true }));
}

/** One for each invoice that failed and is still asked for. */
function charges({ subscription }: Purchase): News[] {
  const failed = subscription?.failed ?? 0;
  return Array.from({ length: failed }, (_, index) => ({
    template: subscription?.wantsConfirmation ? 'charge-unconfirmed' : 'charge-failed',
    occasion: String(index),
    sure: index === failed - 1 && subscription?.asked === true,
  }));
}

/** Of what was paid back that is said, and not that it ends. */
function endings({ subscription, status, payments }: Purchase): News[] {
  if (!subscription) return [];
  const untouched = payments.every(({ refunds, disputes }) => refunds.length === 0 && disputes.length === 0);
  const sure = status === 'paid' && untouched;
  if (subscription.status === 'canceled') return [{ template: 'subscription-ended', occasion: '', sure }];
  const { endsAt, trialUntil } = subscription;
  if (endsAt !== null) return [{ template: 'subscription-ending', occasion: String(endsAt), sure }];
  // Who has paid knows what a charge is: the e-mail about the gift said when the next one is.
  if (subscription.status !== 'trialing' || payments.length > 0) return [];
  return [{ template: 'trial-running', occasion: String(trialUntil), sure }];
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Mail } from '../../mail/mail.service.js';
import type { MailRequest, MailTemplates, TemplateName } from '../../mail/templates.js';
import type { ChargeFailed, Outcome, Reversed, SubscriptionState } from '../outcome.js';
import type { Purchase } from '../purchase.js';

/**
 * Tells payers what becomes of their money, the same for all purposes: what is under way, what did not go through and what
 * to do, what comes back, what will end. Each once, however often Stripe says it.
 */
@Injectable()
export class PayerNotices {
  constructor(private readonly mail: Mail) {}

  async send(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
    await this.mail.enqueue(manager, outcomes.flatMap(noticesOf));
  }
}

function noticesOf(outcome: Outcome): MailRequest[] {
  const { purchase } = outcome;
  switch (outcome.kind) {
    case 'awaited':
      return notice(purchase, 'payment-awaited', what(purchase), purchase.id);
    case 'bounced':
      return notice(purchase, 'payment-bounced', what(purchase), purchase.id);
    case 'charge_failed':
      return chargeFailed(outcome);
    case 'reversed':
      return refunded(outcome);
    case 'subscription':
      return state(outcome);
    default:
      return [];
  }
}

/** One for each invoice: Stripe tries the card several times, and says so itself in its own e-mails where that is on. */
function chargeFailed({
  purchase,
  invoiceId,
  price,
  payUrl,
  wantsConfirmation,
}: ChargeFailed): MailRequest[] {
  if (!payUrl) return [];
  const params = { ...what(purchase), price, link: payUrl };
  return notice(purchase, wantsConfirmation ? 'charge-unconfirmed' : 'charge-failed', params, invoiceId);
}

function refunded({ purchase, change }: Reversed): MailRequest[] {
  if (change?.kind !== 'refund') return [];
  const price = { amount: -change.money.amount, currency: change.money.currency };
  return notice(purchase, 'payment-refunded', { name: purchase.name, price }, change.source);
}

function state(outcome: SubscriptionState): MailRequest[] {
  const { purchase, subscriptionId, status, cancelAt, trialEnd, item } = outcome;
  // What was paid back ended with the refund, and that was said.
  if (purchase.status !== 'paid') return [];
  if (status === 'canceled') return notice(purchase, 'subscription-ended', what(purchase), subscriptionId);
  if (cancelAt) {
    const at = cancelAt.toISOString();
    return notice(purchase, 'subscription-ending', { ...what(purchase), at }, `${subscriptionId}:${at}`);
  }
  // Who was charged before is free because of a gift, and the e-mail about it said so.
  if (status !== 'trialing' || !trialEnd || !item.price || purchase.chargedAt) return [];
  const at = trialEnd.toISOString();
  const params = { ...what(purchase), price: item.price, at };
  return notice(purchase, 'trial-running', params, `${subscriptionId}:${at}`);
}

function what({ name, title, description, amount, currency }: Purchase) {
  return { name, what: title ?? description, price: { amount, currency } };
}

function notice<T extends TemplateName>(
  { email, locale }: Purchase,
  template: T,
  params: MailTemplates[T],
  occasion: string,
): MailRequest[] {
  if (!email) return [];
  return [{ template, to: email, locale, params, dedupeKey: `${template}:${occasion}` } as MailRequest];
}

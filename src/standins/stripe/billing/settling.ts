import type Stripe from 'stripe';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { BANK_REFUSED, debitArrives } from './bank-accounts.js';
import { settleCharge } from './charges.js';
import { noteFailure, settle } from './collecting.js';
import { paymentOf } from './invoice-payments.js';
import { failed } from './payment-intents.js';

/** A debit that is under way, what it will be by itself; `null` while only somebody's hand settles it. */
export function awaitedSettlement(world: World, intent: Stripe.PaymentIntent): boolean | null {
  if (intent.status !== 'processing') return null;
  const method = world.find('payment_method', idOf(intent.payment_method));
  return method ? debitArrives(world, method) : null;
}

/** The bank has answered: the intent, its invoice and its Checkout Session learn of it. */
export function settleDebit(world: World, intent: Stripe.PaymentIntent, arrives: boolean): void {
  const charge = world.need('charge', idOf(intent.latest_charge) ?? '');
  if (intent.status !== 'processing') throw invalid(`This payment is ${intent.status}.`);
  settleCharge(world, charge, intent, arrives ? undefined : BANK_REFUSED);
  if (arrives) {
    const done = world.put('payment_intent', {
      ...intent,
      amount_received: intent.amount,
      status: 'succeeded',
    });
    emit(world, 'payment_intent.succeeded', done);
  } else {
    const method = world.need('payment_method', idOf(intent.payment_method) ?? '');
    failed(world, intent, method, BANK_REFUSED, charge.id);
  }
  settleInvoiceOf(world, intent, arrives);
  settleSessionOf(world, intent, arrives);
}

/** As somebody says; the account answers so from now on. */
export function settleByHand(world: World, intent: Stripe.PaymentIntent, arrives: boolean): void {
  const id = idOf(intent.payment_method);
  settleDebit(world, intent, arrives);
  if (id) world.put('bank_mood', { id, mood: arrives ? 'pays' : 'declines' });
}

/** Where an invoice's debit was just sent, its end is not waited for. */
export function settleAtOnce(world: World, invoice: string): void {
  const intent = world.find('payment_intent', idOf(paymentOf(world, invoice)?.payment.payment_intent));
  const arrives = intent && awaitedSettlement(world, intent);
  if (intent && arrives != null) settleDebit(world, intent, arrives);
}

function settleInvoiceOf(world: World, intent: Stripe.PaymentIntent, arrives: boolean): void {
  const payment = world.store.table('invoice_payment').where('payment_intent', intent.id).at(-1);
  const invoice = world.find('invoice', idOf(payment?.invoice));
  if (invoice?.status !== 'open') return;
  const subscription = world.find('subscription', idOf(invoice.parent?.subscription_details?.subscription));
  if (arrives) settle(world, invoice);
  else if (subscription) noteFailure(world, subscription, invoice);
}

/** Only the payment that the session itself asked for; a renewal has nothing to do with it. */
function settleSessionOf(world: World, intent: Stripe.PaymentIntent, arrives: boolean): void {
  const [notes] = world.store.table('checkout_notes').where('payment_intent', intent.id);
  const session = world.find('checkout.session', notes?.id);
  if (!notes || notes.settled || session?.status !== 'complete' || session.payment_status !== 'unpaid')
    return;
  world.put('checkout_notes', { ...notes, settled: true });
  const settled = arrives ? world.put('checkout.session', { ...session, payment_status: 'paid' }) : session;
  const outcome = arrives ? 'succeeded' : 'failed';
  emit(world, `checkout.session.async_payment_${outcome}`, settled);
}

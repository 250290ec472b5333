import type Stripe from 'stripe';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import type { CheckoutNotes } from '../store/notes.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { attempt, failAuthentication } from './attempts.js';
import type { Attempt } from './attempts.js';
import { createBankAccount, readIban } from './bank-accounts.js';
import type { CardFailure } from './cards.js';
import { readCard } from './card-input.js';
import type { CardInput } from './card-input.js';
import { complete } from './checkout-completion.js';
import type { Payer } from './checkout-completion.js';
import { cancelIntent, createIntent } from './payment-intents.js';
import { presented } from './presentment.js';
import { createCard } from './payment-methods.js';

export type PayResult =
  | { status: 'complete'; session: Stripe.Checkout.Session }
  | { status: 'requires_action'; session: Stripe.Checkout.Session }
  | { status: 'declined'; session: Stripe.Checkout.Session; failure: CardFailure }
  | { status: 'closed'; session: Stripe.Checkout.Session };

/** One press of the pay button, with a card as it was typed. */
export function pay(
  world: World,
  session: Stripe.Checkout.Session,
  typed: CardInput,
  payer: Payer,
): PayResult {
  if (session.status !== 'open') return { status: 'closed', session };
  const card = readCard(typed, world.clock.now());
  if ('code' in card) return { status: 'declined', session, failure: card };
  const method = createCard(world, card, payer);
  return settle(world, session, method, payer, false);
}

/** One press of the button, with the IBAN of a bank account; whether the money comes is known days later. */
export function payByBank(
  world: World,
  session: Stripe.Checkout.Session,
  typed: string,
  payer: Payer,
  waits = false,
): PayResult {
  if (session.status !== 'open') return { status: 'closed', session };
  const iban = readIban(typed);
  if (typeof iban !== 'string') return { status: 'declined', session, failure: iban };
  if (!session.payment_method_types.includes('sepa_debit'))
    throw invalid('A direct debit is not offered on this Checkout Session.', 'method');
  const account = createBankAccount(world, iban, payer);
  if (waits) world.put('bank_mood', { id: account.id, mood: 'waits' });
  return settle(world, session, account, payer, false);
}

/** Whether the page asks for nothing but a press of its button. */
export function needsNothing(session: Stripe.Checkout.Session): boolean {
  return session.amount_total === 0 && session.payment_method_collection === 'if_required';
}

/** One press of the button where nothing is to be paid, and no card has to be kept either. */
export function confirmFree(world: World, session: Stripe.Checkout.Session, payer: Payer): PayResult {
  if (session.status !== 'open') return { status: 'closed', session };
  if (!needsNothing(session)) throw invalid('This Checkout Session asks for a payment method.', 'method');
  return { status: 'complete', session: complete(world, session, null, payer, null) };
}

/** The payer comes back from the bank's page. */
export function answerChallenge(world: World, session: Stripe.Checkout.Session, passed: boolean): PayResult {
  const notes = world.need('checkout_notes', session.id);
  const { waiting } = notes;
  if (session.status !== 'open' || !waiting) return { status: 'closed', session };
  world.put('checkout_notes', { ...notes, waiting: null });
  const method = world.need('payment_method', waiting.paymentMethod);
  if (passed) return settle(world, session, method, waiting, true);
  const intent = world.need('payment_intent', notes.paymentIntent ?? '');
  return conclude(world, session, failAuthentication(world, intent, method), method, waiting);
}

function settle(
  world: World,
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod,
  payer: Payer,
  authenticated: boolean,
): PayResult {
  if (session.amount_total === 0)
    return { status: 'complete', session: complete(world, session, method, payer, null) };
  const intent = intentOf(world, session);
  const tried = attempt(world, intent, method, {
    onSession: true,
    authenticated,
    attaching: session.mode === 'subscription',
    returnUrl: `${world.publicUrl}/c/pay/${session.id}/authenticate`,
  });
  return conclude(world, session, tried, method, payer);
}

function conclude(
  world: World,
  session: Stripe.Checkout.Session,
  tried: Attempt,
  method: Stripe.PaymentMethod,
  payer: Payer,
): PayResult {
  const current = world.need('checkout.session', session.id);
  if (tried.status === 'failed') return { status: 'declined', session: current, failure: tried.failure };
  if (tried.status !== 'requires_action') {
    return { status: 'complete', session: complete(world, current, method, payer, tried.intent) };
  }
  const notes = world.need('checkout_notes', session.id);
  const waiting = { paymentMethod: method.id, email: payer.email, name: payer.name };
  world.put('checkout_notes', { ...notes, waiting });
  return { status: 'requires_action', session: current };
}

/** One intent for all the attempts on a session; in payment mode the session names it from the first one on. */
function intentOf(world: World, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const notes: CheckoutNotes = world.need('checkout_notes', session.id);
  const known = world.find('payment_intent', notes.paymentIntent);
  const amount = session.amount_total ?? 0;
  const { presentment } = notes;
  if (known) return updatedIntent(world, known, amount, presentment);
  const { description, metadata, receipt_email: receiptEmail } = notes.paymentIntentData;
  const subscription = session.mode === 'subscription';
  const intent = createIntent(world, {
    amount,
    currency: session.currency ?? 'eur',
    customer: idOf(session.customer),
    description: description ?? (subscription ? 'Subscription creation' : null),
    metadata,
    receiptEmail,
    offSession: subscription || notes.paymentIntentData.setup_future_usage === 'off_session',
    presentment,
  });
  world.put('checkout_notes', { ...notes, paymentIntent: intent.id });
  if (!subscription) world.put('checkout.session', { ...session, payment_intent: intent.id });
  return intent;
}

/** A code or a currency that was chosen after a first try changes the same intent. */
function updatedIntent(
  world: World,
  { presentment_details: before, ...intent }: Stripe.PaymentIntent,
  amount: number,
  presentment: string | null | undefined,
): Stripe.PaymentIntent {
  const details = presentment ? presented(amount, intent.currency, presentment) : undefined;
  const same = intent.amount === amount && before?.presentment_currency === details?.presentment_currency;
  const row = { ...intent, amount, ...(details && { presentment_details: details }) };
  return same ? row : world.put('payment_intent', row);
}

/** Closes an unpaid session, and with it the intent that its failed attempts were made on. */
export function expireSession(world: World, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const expired = world.put('checkout.session', { ...session, status: 'expired', url: null });
  const intent = world.find('payment_intent', world.find('checkout_notes', session.id)?.paymentIntent);
  if (intent) cancelIntent(world, intent);
  emit(world, 'checkout.session.expired', expired);
  return expired;
}

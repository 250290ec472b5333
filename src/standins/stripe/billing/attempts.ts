import type Stripe from 'stripe';
import { emit } from '../events.js';
import type { BankMood } from '../store/notes.js';
import type { World } from '../world.js';
import { sendDebit } from './bank-accounts.js';
import {
  AUTHENTICATION_FAILED,
  AUTHENTICATION_REQUIRED,
  cardByFingerprint,
  cardByNumber,
  GENERIC_DECLINE,
} from './cards.js';
import type { CardFailure, TestCard } from './cards.js';
import { createCharge } from './charges.js';
import { failed } from './payment-intents.js';

export interface AttemptHow {
  /** The payer is there and can answer a challenge. */
  onSession: boolean;
  /** Outside the schedule of retries. */
  byHand?: boolean;
  /** The payer has just answered one. */
  authenticated?: boolean;
  /** This payment is also the one that saves the card. */
  attaching?: boolean;
  returnUrl?: string;
}

export type Attempt =
  | { status: 'succeeded'; intent: Stripe.PaymentIntent; charge: Stripe.Charge }
  | { status: 'processing'; intent: Stripe.PaymentIntent; charge: Stripe.Charge }
  | { status: 'requires_action'; intent: Stripe.PaymentIntent }
  | { status: 'failed'; intent: Stripe.PaymentIntent; failure: CardFailure };

/** Tries to take the intent's amount from a card, and leaves intent, charge and events as Stripe would. */
export function attempt(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  how: AttemptHow,
): Attempt {
  if (method.sepa_debit) return debit(world, intent, method);
  const card = inMood(
    cardByFingerprint(method.card?.fingerprint) ?? cardByNumber(''),
    world.find('bank_mood', method.id)?.mood,
  );
  const asks = card.authentication && !how.authenticated;
  if (asks && how.onSession) return askForAuthentication(world, intent, method, how.returnUrl ?? null);
  const failure = failureOf(card, how);
  const given = { ...intent, payment_method: method.id };
  const authenticated = how.authenticated ?? false;
  const charge = createCharge(world, given, method, { authenticated, blocked: card.blocked, failure });
  if (failure) return { status: 'failed', intent: failed(world, given, method, failure, charge.id), failure };
  const done = world.put('payment_intent', {
    ...given,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: 'succeeded',
  });
  emit(world, 'payment_intent.succeeded', done);
  return { status: 'succeeded', intent: done, charge };
}

function debit(world: World, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Attempt {
  const given = { ...intent, payment_method: method.id };
  const charge = createCharge(world, given, method, { authenticated: false, pending: true });
  return { status: 'processing', intent: sendDebit(world, given, charge), charge };
}

/** The payer gave up or failed at the bank's page. */
export function failAuthentication(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Attempt {
  const failure = AUTHENTICATION_FAILED;
  return { status: 'failed', intent: failed(world, intent, method, failure, null), failure };
}

function askForAuthentication(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  returnUrl: string | null,
): Attempt {
  const waiting = world.put('payment_intent', {
    ...intent,
    payment_method: method.id,
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url: returnUrl } },
    status: 'requires_action',
  });
  emit(world, 'payment_intent.requires_action', waiting);
  return { status: 'requires_action', intent: waiting };
}

/** The card as its bank sees it now. */
function inMood(card: TestCard, mood: BankMood['mood'] | undefined): TestCard {
  const { number, brand, label } = card;
  if (mood === 'declines') return { ...card, declines: GENERIC_DECLINE, authentication: undefined };
  if (mood === 'asks') return { number, brand, label, authentication: 'always' };
  return mood === 'pays' ? { number, brand, label } : card;
}

function failureOf(card: TestCard, how: AttemptHow): CardFailure | undefined {
  if (card.declines) return card.declines;
  if (card.failsLater && !how.attaching) return GENERIC_DECLINE;
  if (card.authentication === 'always' && !how.authenticated) return AUTHENTICATION_REQUIRED;
  return undefined;
}

import type Stripe from 'stripe';
import { emit } from '../events.js';
import { newId, stableToken } from '../ids.js';
import type { World } from '../world.js';
import type { CardFailure } from './cards.js';
import type { Buyer } from './payment-methods.js';

export interface TestBank {
  iban: string;
  label: string;
  fails?: boolean;
}

/** https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-integration */
export const testBanks: readonly TestBank[] = [
  { iban: 'DE89370400440532013000', label: 'Arrives some days later' },
  { iban: 'AT611904300234573201', label: 'Arrives some days later' },
  { iban: 'DE62370400440532013001', label: 'Fails some days later', fails: true },
  { iban: 'AT861904300235473202', label: 'Fails some days later', fails: true },
];

export const BANK_REFUSED: CardFailure = {
  code: 'insufficient_funds',
  message: 'The customer’s account has insufficient funds to cover this payment.',
};

const byFingerprint = new Map(testBanks.map((bank) => [stableToken(bank.iban), bank]));

/** Letters and digits alone, or what is wrong with them. */
export function readIban(typed: string): string | CardFailure {
  const iban = typed.replaceAll(/\s/g, '').toUpperCase();
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && remainder(iban) === 1) return iban;
  return { code: 'invalid_bank_account_iban', message: 'The IBAN you entered is incomplete or invalid.' };
}

/** ISO 13616: the first four characters moved to the end, letters as numbers, modulo 97. */
function remainder(iban: string): number {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}

/** A bank account that a direct debit may take from. */
export function createBankAccount(world: World, iban: string, buyer: Buyer): Stripe.PaymentMethod {
  return world.put('payment_method', {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: null, email: buyer.email, name: buyer.name, phone: null, tax_id: null },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    sepa_debit: {
      bank_code: iban.slice(4, 12),
      branch_code: null,
      country: iban.slice(0, 2),
      fingerprint: stableToken(iban),
      generated_from: { charge: null, setup_attempt: null },
      last4: iban.slice(-4),
    },
    type: 'sepa_debit',
  });
}

/** Whether a debit from this account arrives in the end; `null` if nobody knows but who says so by hand. */
export function debitArrives(world: World, method: Stripe.PaymentMethod): boolean | null {
  const mood = world.find('bank_mood', method.id)?.mood;
  if (mood === 'waits') return null;
  if (mood) return mood !== 'declines';
  return byFingerprint.get(method.sepa_debit?.fingerprint ?? '')?.fails !== true;
}

/** The debit is on its way; whether it arrives is known days later. */
export function sendDebit(
  world: World,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): Stripe.PaymentIntent {
  const sent = world.put('payment_intent', {
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: charge.payment_method,
    status: 'processing',
  });
  emit(world, 'payment_intent.processing', sent);
  return sent;
}

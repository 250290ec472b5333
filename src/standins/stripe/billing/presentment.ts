import type Stripe from 'stripe';
import { invalid } from '../http/errors.js';
import { amountStep, decimals, isCurrency } from '../money.js';
import type { World } from '../world.js';

/** Whole units for one euro: made up, and always the same. */
const PER_EURO: Record<string, number> = {
  aud: 1.65,
  cad: 1.5,
  chf: 0.95,
  czk: 25,
  eur: 1,
  gbp: 0.85,
  huf: 395,
  inr: 90,
  isk: 150,
  jpy: 165,
  kwd: 0.33,
  nok: 11.5,
  pln: 4.25,
  sek: 11,
  twd: 35,
  uah: 45,
  ugx: 4000,
  usd: 1.1,
};

export const PRESENTED = Object.keys(PER_EURO);

/** What the payer sees where the account's price is in another currency, in minor units. */
export function presented(
  amount: number,
  currency: string,
  payersCurrency: string,
): Stripe.Charge.PresentmentDetails {
  const [from, to] = [PER_EURO[currency] ?? 1, PER_EURO[payersCurrency] ?? 1];
  const units = (amount / 10 ** decimals(currency) / from) * to;
  const step = amountStep(payersCurrency);
  return {
    presentment_amount: Math.round((units * 10 ** decimals(payersCurrency)) / step) * step,
    presentment_currency: payersCurrency,
  };
}

/** The payer chooses to pay in their own currency; the account's own one takes the choice back. */
export function presentIn(world: World, session: Stripe.Checkout.Session, payersCurrency: string): void {
  if (!session.adaptive_pricing?.enabled)
    throw invalid('Adaptive Pricing is off for this Checkout Session.', 'presentment_currency');
  if (!isCurrency(payersCurrency) || !PER_EURO[payersCurrency])
    throw invalid(`Invalid currency: ${payersCurrency}`, 'presentment_currency');
  const notes = world.need('checkout_notes', session.id);
  const presentment = payersCurrency === session.currency ? null : payersCurrency;
  world.put('checkout_notes', { ...notes, presentment });
}

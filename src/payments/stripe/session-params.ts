import type { Stripe } from 'stripe';
import type { Settings } from '../../config/settings.js';
import type { Purchase } from '../purchase.js';

/**
 * Only the purchase's id goes to Stripe: who, what and for which campaign stay here. A customer is passed as they are: no
 * `customer_update`, so that nothing typed by somebody else is written to them, and no filters that would show their cards.
 */
export function sessionParams(
  purchase: Purchase,
  { product, customer }: { product: string; customer: string | null },
  { baseUrl, PROMOTION_CODES }: Settings,
): Stripe.Checkout.SessionCreateParams {
  const metadata = { purchase: purchase.id };
  const promotionCodes = PROMOTION_CODES === 'on';
  const recurs = purchase.interval !== 'once';
  return {
    mode: recurs ? 'subscription' : 'payment',
    client_reference_id: purchase.id,
    metadata,
    line_items: [lineItem(purchase, product)],
    success_url: `${baseUrl}/thanks/${purchase.id}`,
    cancel_url: baseUrl + purchase.cancelPath,
    expires_at: Math.floor(purchase.expiresAt.getTime() / 1000),
    locale: stripeLocale(purchase.locale),
    ...(promotionCodes && { allow_promotion_codes: true }),
    ...(customer ? { customer } : purchase.email && { customer_email: purchase.email }),
    ...(recurs
      ? {
          subscription_data: {
            metadata,
            description: purchase.title ?? purchase.description,
            ...beginning(purchase),
          },
        }
      : {
          submit_type: purchase.submitType,
          payment_intent_data: { metadata, description: purchase.title ?? purchase.description },
        }),
  };
}

const TRIAL_AT_LEAST_MS = 48 * 3_600_000;

/**
 * When the first charge is due. Stripe refuses the end of a trial that is nearer than 48 hours; then a first period that is
 * not charged stands in for it. Told by the page's end, not by the hour, so that the same purchase gives the same parameters.
 */
function beginning({
  trialDays,
  firstChargeAt,
  expiresAt,
}: Purchase): Stripe.Checkout.SessionCreateParams.SubscriptionData {
  if (!firstChargeAt) return trialDays > 0 ? { trial_period_days: trialDays } : {};
  // Never a moment before what was given ends.
  const at = Math.ceil(firstChargeAt.getTime() / 1000);
  if (firstChargeAt.getTime() > expiresAt.getTime() + TRIAL_AT_LEAST_MS) return { trial_end: at };
  return { billing_cycle_anchor: at, proration_behavior: 'none' };
}

function lineItem(purchase: Purchase, product: string): Stripe.Checkout.SessionCreateParams.LineItem {
  const { interval, amount, quantity, currency } = purchase;
  return {
    quantity,
    price_data: {
      currency,
      product,
      unit_amount: amount / quantity,
      ...(interval !== 'once' && { recurring: { interval } }),
    },
  };
}

const locales = new Set(
  'bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'.split(
    ' ',
  ),
);

/** The reader's language where Stripe's page speaks it, else the browser's. */
function stripeLocale(locale: string): Stripe.Checkout.SessionCreateParams.Locale {
  if (locales.has(locale)) return locale;
  const language = locale.split('-')[0] ?? '';
  return locales.has(language) ? language : 'auto';
}

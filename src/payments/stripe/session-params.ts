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
            description: purchase.description,
            ...(purchase.trialDays > 0 && { trial_period_days: purchase.trialDays }),
          },
        }
      : {
          submit_type: purchase.submitType,
          payment_intent_data: { metadata, description: purchase.description },
        }),
  };
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

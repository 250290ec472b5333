import { createHmac, randomBytes } from 'node:crypto';
import { newId } from '../../src/common/ids.js';

export interface MadePayment {
  purchase: string;
  event: string;
}

/** Paid pages of open purchases, as Stripe would tell them: about 3 kB each. */
export function makePayments(count: number): MadePayment[] {
  return Array.from({ length: count }, () => {
    const purchase = newId();
    return { purchase, event: JSON.stringify(completed(purchase)) };
  });
}

export function signatureOf(body: string, secret: string): string {
  const at = Math.floor(Date.now() / 1000);
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

function completed(purchase: string): object {
  const id = randomBytes(12).toString('hex');
  const now = Math.floor(Date.now() / 1000);
  return {
    id: `evt_${id}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: now,
    type: 'checkout.session.completed',
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    data: { object: session(id, purchase, now) },
  };
}

/** The fields of a real one; most are empty and yet take their room. */
function session(id: string, purchase: string, now: number): object {
  const empty = Object.fromEntries(emptyFields.map((name) => [name, null]));
  return {
    ...empty,
    id: `cs_test_${id}`,
    object: 'checkout.session',
    amount_subtotal: 500,
    amount_total: 500,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    branding_settings: {
      background_color: '#ffffff',
      border_style: 'rounded',
      button_color: '#0074d4',
      display_name: 'The Meridian',
      font_family: 'default',
      icon: null,
      logo: null,
    },
    cancel_url: 'https://members.meridian.example/donate',
    client_reference_id: purchase,
    created: now - 60,
    currency: 'eur',
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_creation: 'if_required',
    customer_details: {
      address: { city: null, country: 'DE', line1: null, line2: null, postal_code: '10117', state: null },
      business_name: null,
      email: `reader-${id}@example.test`,
      individual_name: null,
      name: 'A Reader',
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    expires_at: now + 1800,
    livemode: false,
    locale: 'en',
    metadata: { purchase },
    mode: 'payment',
    payment_intent: `pi_${id}`,
    payment_method_collection: 'if_required',
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: ['card', 'link', 'paypal', 'sepa_debit'],
    payment_status: 'paid',
    phone_number_collection: { enabled: false },
    saved_payment_method_options: { allow_redisplay_filters: ['always'], payment_method_save: 'enabled' },
    shipping_options: [],
    status: 'complete',
    submit_type: 'donate',
    success_url: `https://members.meridian.example/thanks/${purchase}`,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    wallet_options: null,
  };
}

const emptyFields =
  'adaptive_pricing after_expiration allow_promotion_codes billing_address_collection client_secret collected_information consent consent_collection currency_conversion customer customer_account customer_email discounts excluded_payment_method_types integration_identifier invoice invoice_creation name_collection optional_items origin_context payment_link payment_method_configuration_details permissions presentment_details recovered_from redirect_on_completion return_url setup_intent shipping_address_collection shipping_cost subscription'.split(
    ' ',
  );

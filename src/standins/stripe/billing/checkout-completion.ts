import type Stripe from 'stripe';
import { emit } from '../events.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { createCustomer } from './customers.js';
import { redeem } from './offers.js';
import { attachCard } from './payment-methods.js';
import { presented } from './presentment.js';
import { sessionOffer } from './session-discount.js';
import { startSubscription } from './subscription-start.js';

export interface Payer {
  email: string;
  name: string;
}

/** The payer is done: customer, subscription and session are as Stripe leaves them. */
export function complete(
  world: World,
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod | null,
  payer: Payer,
  intent: Stripe.PaymentIntent | null,
): Stripe.Checkout.Session {
  const customer = customerFor(world, session, payer);
  if (customer) attachTo(world, customer, session, method, intent);
  const subscribed =
    session.mode === 'subscription' && customer
      ? startSubscription(world, session, customer, method, intent)
      : {};
  const offer = session.mode === 'payment' ? sessionOffer(world, session) : null;
  if (offer) redeem(world, offer);
  const done = world.put('checkout.session', {
    ...session,
    ...subscribed,
    customer,
    customer_details: {
      address: null,
      business_name: null,
      email: payer.email,
      individual_name: null,
      name: payer.name || null,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    ...presentmentOf(world, session),
    payment_status: intent ? (intent.status === 'succeeded' ? 'paid' : 'unpaid') : 'no_payment_required',
    status: 'complete',
    url: null,
  });
  emit(world, 'checkout.session.completed', done);
  return done;
}

function presentmentOf(world: World, session: Stripe.Checkout.Session): Partial<Stripe.Checkout.Session> {
  const code = world.find('checkout_notes', session.id)?.presentment;
  if (!code) return {};
  return { presentment_details: presented(session.amount_total ?? 0, session.currency ?? 'eur', code) };
}

/** The session's own customer, or a new one where the mode or the caller wants one. */
function customerFor(world: World, session: Stripe.Checkout.Session, payer: Payer): string | null {
  const known = idOf(session.customer);
  if (known) return known;
  if (session.mode !== 'subscription' && session.customer_creation !== 'always') return null;
  return createCustomer(world, { email: payer.email, name: payer.name || null }).id;
}

function attachTo(
  world: World,
  customer: string,
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod | null,
  intent: Stripe.PaymentIntent | null,
): void {
  const saves = world.need('checkout_notes', session.id).paymentIntentData.setup_future_usage !== undefined;
  if (method && (session.mode === 'subscription' || saves)) attachCard(world, method, customer);
  if (!intent || idOf(intent.customer)) return;
  const charge = world.find('charge', idOf(intent.latest_charge));
  world.put('payment_intent', { ...intent, customer });
  if (charge) world.put('charge', { ...charge, customer });
}

import type Stripe from 'stripe';
import { invalid } from '../http/errors.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { checkOffer, offerOf, takenOff, typedOffer } from './offers.js';
import type { Offer } from './offers.js';
import { checkTotal } from './totals.js';

type Session = Stripe.Checkout.Session;

/** The offer that a session was opened with, or that its payer typed. */
export function sessionOffer(world: World, session: Session): Offer | null {
  const [given] = session.discounts ?? [];
  if (!given) return null;
  const code = idOf(given.promotion_code);
  return offerOf(world, code ? { promotion_code: code } : { coupon: idOf(given.coupon) ?? '' });
}

/** A payer types a code on the page. @throws where the page takes none, or not this one */
export function typeCode(world: World, session: Session, typed: string): Session {
  if (!session.allow_promotion_codes)
    throw invalid('Promotion codes are not taken on this Checkout Session.', 'promotion_code');
  return applyOffer(world, session, typedOffer(world, typed));
}

/** Takes an offer off the session's lines and sums. */
export function applyOffer(world: World, session: Session, offer: Offer): Session {
  const notes = world.need('checkout_notes', session.id);
  const currency = session.currency ?? 'eur';
  const subtotal = session.amount_subtotal ?? 0;
  checkOffer(world, offer, { currency, subtotal, customer: idOf(session.customer) });
  const lines = notes.lineItems.map((line) => ({
    amount: line.amount_subtotal,
    product: idOf(line.price?.product) ?? '',
  }));
  const off = takenOff(offer.coupon, lines, currency);
  const discount = off.reduce((sum, one) => sum + one, 0);
  checkTotal(subtotal - discount, currency);
  const lineItems = notes.lineItems.map((line, at) => {
    const amount = off[at] ?? 0;
    return { ...line, amount_discount: amount, amount_total: line.amount_subtotal - amount };
  });
  world.put('checkout_notes', { ...notes, lineItems });
  const { code, coupon } = offer;
  return world.put('checkout.session', {
    ...session,
    amount_total: subtotal - discount,
    discounts: [
      code ? { coupon: null, promotion_code: code.id } : { coupon: coupon.id, promotion_code: null },
    ],
    total_details: { ...(session.total_details ?? NOTHING_ELSE), amount_discount: discount },
  });
}

const NOTHING_ELSE = { amount_discount: 0, amount_shipping: 0, amount_tax: 0 };

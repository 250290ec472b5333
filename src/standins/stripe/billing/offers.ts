import type Stripe from 'stripe';
import { invalid } from '../http/errors.js';
import { amountStep, formatMoney } from '../money.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';

/** What somebody pays less by; the code is there where they typed one. */
export interface Offer {
  coupon: Stripe.Coupon;
  code: Stripe.PromotionCode | null;
}

export interface OfferFor {
  currency: string;
  /** Minor units, before anything is taken off. */
  subtotal: number;
  customer: string | null;
}

/** Named by the id of a coupon or of a promotion code, as the API does. */
export function offerOf(world: World, given: { coupon?: string; promotion_code?: string }): Offer {
  if (given.coupon) return { coupon: world.need('coupon', given.coupon, 'discounts[0][coupon]'), code: null };
  const id = given.promotion_code ?? '';
  const code = world.need('promotion_code', id, 'discounts[0][promotion_code]');
  return { coupon: couponOf(world, code), code };
}

/** Named as a payer types it, in any case, or by its id. @throws where no active code is called so */
export function typedOffer(world: World, typed: string): Offer {
  const wanted = typed.trim().toLowerCase();
  const byId = world.find('promotion_code', typed.trim());
  const code =
    byId ??
    world.store
      .table('promotion_code')
      .where('code', wanted)
      .find((one) => one.active);
  if (!code) throw refused('This code is invalid.');
  return { coupon: couponOf(world, code), code };
}

function couponOf(world: World, code: Stripe.PromotionCode): Stripe.Coupon {
  return world.need('coupon', idOf(code.promotion.coupon) ?? '', 'promotion[coupon]');
}

/** @throws where it has run out, is used up, or is not for this purchase */
export function checkOffer(world: World, { coupon, code }: Offer, purchase: OfferFor): void {
  if (!isValid(world, coupon))
    throw refused(`Coupon ${coupon.id} is used up or has expired.`, 'coupon_expired');
  if (coupon.currency && coupon.currency !== purchase.currency)
    throw refused(`Coupon ${coupon.id} is in ${coupon.currency}, and not in ${purchase.currency}.`);
  if (!code) return;
  if (!code.active || isPast(world, code.expires_at) || isUsedUp(code))
    throw refused('This promotion code is inactive, used up or has expired.');
  const only = idOf(code.customer);
  if (only && only !== purchase.customer) throw refused('This promotion code is for another customer.');
  checkRestrictions(world, code.restrictions, purchase);
}

function checkRestrictions(
  world: World,
  restrictions: Stripe.PromotionCode.Restrictions,
  { subtotal, customer }: OfferFor,
): void {
  const {
    minimum_amount: least,
    minimum_amount_currency: currency,
    first_time_transaction: first,
  } = restrictions;
  if (least !== null && subtotal < least)
    throw refused(
      `This promotion code needs a purchase of ${formatMoney(least, currency ?? 'eur')} or more.`,
    );
  const paid = customer ? world.store.table('charge').where('customer', customer) : [];
  if (first && paid.some((charge) => charge.paid))
    throw refused('This promotion code is for a first purchase only.');
}

export function isValid(world: World, coupon: Stripe.Coupon): boolean {
  return !isPast(world, coupon.redeem_by) && !isUsedUp(coupon);
}

function isPast(world: World, moment: number | null): boolean {
  return moment !== null && moment <= world.now();
}

function isUsedUp(row: { max_redemptions: number | null; times_redeemed: number }): boolean {
  return row.max_redemptions !== null && row.times_redeemed >= row.max_redemptions;
}

function refused(message: string, code?: string): Error {
  return invalid(message, 'promotion_code', code);
}

/** Counts one use of it. */
export function redeem(world: World, { coupon, code }: Offer): void {
  const used = world.put('coupon', { ...coupon, times_redeemed: coupon.times_redeemed + 1 });
  world.put('coupon', { ...used, valid: isValid(world, used) });
  if (code) world.put('promotion_code', { ...code, times_redeemed: code.times_redeemed + 1 });
}

/** What is taken off each of these amounts, in minor units. A sum is used up from the first one on. */
export function takenOff(
  coupon: Stripe.Coupon,
  lines: readonly { amount: number; product: string }[],
  currency: string,
): number[] {
  const step = amountStep(currency);
  let rest = coupon.amount_off ?? 0;
  return lines.map(({ amount, product }) => {
    const applies = coupon.applies_to?.products.includes(product) ?? true;
    if (!applies || amount <= 0) return 0;
    if (coupon.percent_off !== null) return Math.round((amount * coupon.percent_off) / 100 / step) * step;
    const off = Math.min(amount, rest);
    rest -= off;
    return off;
  });
}

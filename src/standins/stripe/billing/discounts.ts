import type Stripe from 'stripe';
import { addIntervals } from '../calendar.js';
import { emit } from '../events.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { offerOf, redeem } from './offers.js';
import type { Offer } from './offers.js';

/** An offer that somebody has taken, for a subscription; told of and counted. */
export function createDiscount(
  world: World,
  offer: Offer,
  on: { customer: string; subscription: string; session: string | null },
): Stripe.Discount {
  const { coupon, code } = offer;
  const months = coupon.duration === 'repeating' ? coupon.duration_in_months : null;
  const discount = world.put('discount', {
    id: newId('di'),
    object: 'discount',
    checkout_session: on.session,
    customer: on.customer,
    customer_account: null,
    end: months === null ? null : addIntervals(world.now(), 'month', months),
    invoice: null,
    invoice_item: null,
    promotion_code: code?.id ?? null,
    source: { coupon: coupon.id, type: 'coupon' },
    start: world.now(),
    subscription: on.subscription,
    subscription_item: null,
  });
  redeem(world, offer);
  emit(world, 'customer.discount.created', discount);
  return discount;
}

/** The discounts that a subscription has from now on: kept ones by their id, new ones by what they are of. */
export function replaceDiscounts(
  world: World,
  subscription: Stripe.Subscription,
  wanted: readonly { coupon?: string; discount?: string; promotion_code?: string }[],
): string[] {
  const on = { customer: idOf(subscription.customer) ?? '', subscription: subscription.id, session: null };
  const ids = wanted.map((one) =>
    one.discount
      ? world.need('discount', one.discount, 'discounts[0][discount]').id
      : createDiscount(world, offerOf(world, one), on).id,
  );
  for (const before of discountsOf(world, subscription)) {
    if (!ids.includes(before.id)) emit(world, 'customer.discount.deleted', before);
  }
  return ids;
}

/** Those of a subscription's discounts that its next invoice is made with. */
export function discountsOf(world: World, subscription: Stripe.Subscription): Stripe.Discount[] {
  return subscription.discounts.flatMap((given) => {
    const discount = world.find('discount', idOf(given));
    return discount && (discount.end === null || discount.end > world.now()) ? [discount] : [];
  });
}

/** What goes on being taken off after an invoice was made: not what was for once, nor what has run out. */
export function lastingDiscounts(world: World, subscription: Stripe.Subscription): string[] {
  return discountsOf(world, subscription)
    .filter((one) => couponOf(world, one)?.duration !== 'once')
    .map((one) => one.id);
}

export function couponOf(world: World, discount: Stripe.Discount): Stripe.Coupon | undefined {
  return world.find('coupon', idOf(discount.source.coupon));
}

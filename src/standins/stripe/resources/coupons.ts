import type Stripe from 'stripe';
import { MAX_AMOUNT } from '../billing/totals.js';
import { isValid } from '../billing/offers.js';
import { differences } from '../billing/differences.js';
import { emit } from '../events.js';
import { badParameter, invalid } from '../http/errors.js';
import type { Parser } from '../http/params.js';
import {
  emptyable,
  integer,
  list,
  mergeMetadata,
  metadata,
  object,
  oneOf,
  paramsOf,
  text,
} from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import { listing, nothing } from './common.js';
import { currency } from './price-building.js';

const PATH = '/v1/coupons';

/** Up to two decimals, more than 0 and at most 100. */
const percent: Parser<number> = (value, path) => {
  const given = text(10)(value, path);
  const number = Number(given);
  if (/^\d+(\.\d{1,2}0*)?$/.test(given) && number > 0 && number <= 100) return number;
  throw badParameter(`Invalid percentage: ${given}`, path);
};

const createParams = paramsOf<Stripe.CouponCreateParams>()({
  amount_off: integer(1, MAX_AMOUNT),
  applies_to: object({ products: list(text()) }),
  currency,
  duration: oneOf('forever', 'once', 'repeating'),
  duration_in_months: integer(1, 120),
  id: text(200),
  max_redemptions: integer(1),
  metadata,
  name: text(40),
  percent_off: percent,
  redeem_by: integer(),
});

const updateParams = paramsOf<Stripe.CouponUpdateParams>()({ metadata, name: emptyable(text(40)) });
const listParams = paramsOf<Stripe.CouponListParams>()({ ...pagingFields, created: timeRange });

export const couponRoutes: Route[] = [
  route('POST', PATH, createParams, createCoupon),
  listing('coupon', PATH, listParams, ({ created }) => ({ matches: (row) => inRange(row.created, created) })),
  route('GET', `${PATH}/:id`, nothing, (world, _params, id) => {
    const coupon = world.need('coupon', id);
    return { ...coupon, valid: isValid(world, coupon) };
  }),
  route('POST', `${PATH}/:id`, updateParams, (world, { metadata: labels, ...rest }, id) => {
    const coupon = world.need('coupon', id);
    const changes = { ...rest, metadata: mergeMetadata(coupon.metadata ?? {}, labels) };
    const updated = world.put('coupon', { ...coupon, ...changes });
    const previous = differences<Stripe.Coupon>(coupon, changes);
    if (previous) emit(world, 'coupon.updated', updated, previous);
    return updated;
  }),
  route('DELETE', `${PATH}/:id`, nothing, (world, _params, id) => {
    const coupon = world.need('coupon', id);
    world.store.delete('coupon', id);
    emit(world, 'coupon.deleted', coupon);
    return { id, object: 'coupon', deleted: true };
  }),
];

function createCoupon(world: World, given: ReturnType<typeof createParams>): Stripe.Coupon {
  const { amount_off: amount, percent_off: part, duration = 'once', duration_in_months: months, id } = given;
  if ((amount === undefined) === (part === undefined))
    throw badParameter('Give one of percent_off and amount_off.', 'percent_off', 'parameter_missing');
  if (amount !== undefined && !given.currency)
    throw badParameter('Missing required param: currency.', 'currency', 'parameter_missing');
  if ((duration === 'repeating') !== (months !== undefined))
    throw badParameter('A repeating coupon, and no other, has duration_in_months.', 'duration_in_months');
  if (id && world.find('coupon', id))
    throw invalid('Coupon already exists.', 'id', 'resource_already_exists');
  const coupon = world.put('coupon', {
    id: id ?? newId('c').slice(2, 10),
    object: 'coupon',
    amount_off: amount ?? null,
    ...(given.applies_to?.products && { applies_to: { products: given.applies_to.products } }),
    created: world.now(),
    currency: amount === undefined ? null : (given.currency ?? null),
    duration,
    duration_in_months: months ?? null,
    livemode: false,
    max_redemptions: given.max_redemptions ?? null,
    metadata: mergeMetadata({}, given.metadata),
    name: given.name ?? null,
    percent_off: part ?? null,
    redeem_by: given.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  });
  emit(world, 'coupon.created', coupon);
  return coupon;
}

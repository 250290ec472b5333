import type Stripe from 'stripe';
import { differences } from '../billing/differences.js';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import {
  flag,
  integer,
  mergeMetadata,
  metadata,
  object,
  oneOf,
  paramsOf,
  required,
  text,
} from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { listing, retrieve, within } from './common.js';
import { currency } from './price-building.js';

const PATH = '/v1/promotion_codes';

const createParams = paramsOf<Stripe.PromotionCodeCreateParams>()({
  active: flag,
  code: text(500),
  customer: text(),
  expires_at: integer(),
  max_redemptions: integer(1),
  metadata,
  promotion: required(object({ coupon: required(text()), type: required(oneOf('coupon')) })),
  restrictions: object({
    first_time_transaction: flag,
    minimum_amount: integer(1),
    minimum_amount_currency: currency,
  }),
});

const updateParams = paramsOf<Stripe.PromotionCodeUpdateParams>()({ active: flag, metadata });

const listParams = paramsOf<Stripe.PromotionCodeListParams>()({
  ...pagingFields,
  active: flag,
  code: text(500),
  coupon: text(),
  created: timeRange,
  customer: text(),
});

export const promotionCodeRoutes: Route[] = [
  route('POST', PATH, createParams, createCode),
  listing('promotion_code', PATH, listParams, ({ active, code, coupon, customer, created }) => ({
    within: within({ code: code?.toLowerCase() }),
    matches: (row) =>
      (active === undefined || row.active === active) &&
      (coupon === undefined || row.promotion.coupon === coupon) &&
      (customer === undefined || idOf(row.customer) === customer) &&
      inRange(row.created, created),
  })),
  retrieve('promotion_code', PATH),
  route('POST', `${PATH}/:id`, updateParams, (world, { metadata: labels, ...rest }, id) => {
    const code = world.need('promotion_code', id);
    const changes = { ...rest, metadata: mergeMetadata(code.metadata ?? {}, labels) };
    const updated = world.put('promotion_code', { ...code, ...changes });
    const previous = differences<Stripe.PromotionCode>(code, changes);
    if (previous) emit(world, 'promotion_code.updated', updated, previous);
    return updated;
  }),
];

function createCode(world: World, given: ReturnType<typeof createParams>): Stripe.PromotionCode {
  const coupon = world.need('coupon', given.promotion.coupon, 'promotion[coupon]');
  if (given.customer) world.need('customer', given.customer, 'customer');
  const code = given.code ?? newId('c').slice(2, 10).toUpperCase();
  const taken = world.store.table('promotion_code').where('code', code.toLowerCase());
  if (taken.some((one) => one.active))
    throw invalid(`An active promotion code with \`code: ${code}\` already exists.`, 'code');
  const { restrictions } = given;
  const made = world.put('promotion_code', {
    id: newId('promo'),
    object: 'promotion_code',
    active: given.active ?? true,
    code,
    created: world.now(),
    customer: given.customer ?? null,
    customer_account: null,
    expires_at: given.expires_at ?? null,
    livemode: false,
    max_redemptions: given.max_redemptions ?? null,
    metadata: mergeMetadata({}, given.metadata),
    promotion: { coupon: coupon.id, type: 'coupon' },
    restrictions: {
      first_time_transaction: restrictions?.first_time_transaction ?? false,
      minimum_amount: restrictions?.minimum_amount ?? null,
      minimum_amount_currency: restrictions?.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  });
  emit(world, 'promotion_code.created', made);
  return made;
}

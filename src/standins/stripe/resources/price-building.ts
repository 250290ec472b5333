import Stripe from 'stripe';
import { checkStep, MAX_AMOUNT } from '../billing/totals.js';
import { emit } from '../events.js';
import { badParameter, invalid } from '../http/errors.js';
import { integer, mergeMetadata, metadata, object, oneOf, required, text } from '../http/params.js';
import type { Parsed, Parser } from '../http/params.js';
import { newId } from '../ids.js';
import { isCurrency } from '../money.js';
import type { World } from '../world.js';

export const currency: Parser<string> = (value, path) => {
  const code = text(3)(value, path).toLowerCase();
  if (isCurrency(code)) return code;
  throw badParameter(`Invalid currency: ${code}. Stripe supports the ISO 4217 codes.`, path);
};

const decimalAmount: Parser<string> = (value, path) => {
  const given = text(20)(value, path);
  if (/^\d+(\.0+)?$/.test(given)) return String(Math.trunc(Number(given)));
  throw badParameter('Invalid decimal: the stand-in takes whole minor units only.', path);
};

export const recurringFields = {
  interval: required(oneOf('day', 'week', 'month', 'year')),
  interval_count: integer(1, 365),
};

const recurring = object({
  ...recurringFields,
  usage_type: oneOf('licensed'),
  trial_period_days: integer(0, 730),
});

/** What a product's first price and a price of its own have in common. */
export const priceFields = {
  currency: required(currency),
  unit_amount: integer(0, MAX_AMOUNT),
  unit_amount_decimal: decimalAmount,
  recurring,
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  metadata,
};

export const inlinePriceFields = object(priceFields);

export type NewPrice = Parsed<typeof priceFields> & {
  product: string;
  active?: boolean;
  lookup_key?: string;
  nickname?: string;
  transfer_lookup_key?: boolean;
};

export function createPrice(world: World, given: NewPrice): Stripe.Price {
  const amount =
    given.unit_amount ?? (given.unit_amount_decimal ? Number(given.unit_amount_decimal) : undefined);
  if (amount === undefined) {
    throw badParameter('Missing required param: unit_amount.', 'unit_amount', 'parameter_missing');
  }
  checkStep(amount, given.currency, 'unit_amount');
  if (given.lookup_key) claimLookupKey(world, given.lookup_key, given.transfer_lookup_key ?? false);
  const price = world.put('price', {
    id: newId('price'),
    object: 'price',
    active: given.active ?? true,
    billing_scheme: 'per_unit',
    created: world.now(),
    currency: given.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: given.lookup_key ?? null,
    metadata: mergeMetadata({}, given.metadata),
    nickname: given.nickname ?? null,
    product: given.product,
    recurring: given.recurring
      ? {
          interval: given.recurring.interval,
          interval_count: given.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: given.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: given.recurring ? 'recurring' : 'one_time',
    unit_amount: amount,
    unit_amount_decimal: Stripe.Decimal.from(amount),
  });
  emit(world, 'price.created', price);
  return price;
}

/** A lookup key names one active price; it moves only where that was asked for. */
export function claimLookupKey(world: World, key: string, transfer: boolean): void {
  for (const holder of world.store.table('price').where('lookup_key', key)) {
    if (!transfer) {
      throw invalid(
        `A price (\`${holder.id}\`) already uses that lookup key. Use \`transfer_lookup_key=true\` to move it.`,
        'lookup_key',
      );
    }
    world.put('price', { ...holder, lookup_key: null });
  }
}

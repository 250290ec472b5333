import { fault } from '../common/faults.js';
import { normaliseEmail } from '../common/email.js';
import { type FieldErrors, InvalidInput } from '../common/errors.js';
import type { Purchase } from '../payments/purchase.js';
import { dayFaultInWords, deliveryDay } from './delivery-day.js';
import { MOST_RECIPIENTS } from './gift-sizes.js';
import type { GiftCheckoutDto, RecipientDto } from './gift-checkout.dto.js';

/** What is bought, as the purchase carries it until it is paid. Instants are ISO 8601 UTC. */
export interface GiftOrder {
  plan: string;
  tier: string;
  months: number;
  giver: { name: string; email: string };
  recipients: {
    name: string | null;
    email: string | null;
    message: string | null;
    deliverAt: string | null;
  }[];
  /** So many more, for readers who cannot afford one. */
  pool: number;
}

/** @throws InvalidInput at each `recipients.N.deliverOn` and `recipients.N.email` that is wrong */
export function giftOrder(dto: GiftCheckoutDto, tier: string, zone: string, now: Date): GiftOrder {
  const { plan, months, giver } = dto;
  const errors = orderFaults(dto, zone, now);
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors);
  const recipients = dto.recipients.map(({ name, email, message, deliverOn }) => ({
    name: name?.trim() || null,
    email: email?.trim() || null,
    message: message?.trim() || null,
    deliverAt: deliveryDay(deliverOn, zone, now).deliverAt?.toISOString() ?? null,
  }));
  const { name, email } = giver;
  const pool = dto.pool ?? 0;
  if (recipients.length + pool > MOST_RECIPIENTS)
    throw new InvalidInput({ pool: fault('gift.many', { most: MOST_RECIPIENTS }) });
  return { plan, tier, months, giver: { name: name.trim(), email: email.trim() }, recipients, pool };
}

/** What is wrong with an order besides the form of its fields: days that cannot be, and addresses that come again. */
export function orderFaults(
  { recipients, allowDuplicates }: Pick<GiftCheckoutDto, 'recipients' | 'allowDuplicates'>,
  zone: string,
  now: Date,
): FieldErrors {
  const errors: FieldErrors = allowDuplicates ? {} : repeatedAddresses(recipients);
  for (const [index, { deliverOn }] of recipients.entries()) {
    const { fault } = deliveryDay(deliverOn, zone, now);
    if (fault) errors[`recipients.${index}.deliverOn`] = dayFaultInWords(fault);
  }
  return errors;
}

/** Two gifts for one person may be meant, but are more often a slip: said at the second and each further one. */
export function repeatedAddresses(recipients: RecipientDto[]): FieldErrors {
  const first = new Map<string, number>();
  const errors: FieldErrors = {};
  for (const [index, { email }] of recipients.entries()) {
    const address = normaliseEmail(email ?? '');
    const seen = first.get(address);
    if (!address) continue;
    if (seen === undefined) first.set(address, index + 1);
    else errors[`recipients.${index}.email`] = fault('gift.twice', { first: seen });
  }
  return errors;
}

/** Reads back what `giftOrder` wrote; nobody else writes a gift purchase's details. */
export function orderOf(purchase: Purchase): GiftOrder {
  return purchase.details as unknown as GiftOrder;
}

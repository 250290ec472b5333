import { addDays, instantToLocalDate, localDateToInstant } from '../common/dates.js';
import { InvalidInput } from '../common/errors.js';
import type { Purchase } from '../payments/purchase.js';
import type { GiftCheckoutDto } from './gift-checkout.dto.js';

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
}

/** Gifts arrive with the morning's mail of the campaign's zone. */
const DELIVERY_HOUR = 9;
const FARTHEST_DAYS = 366;

/** @throws InvalidInput at `recipients.N.deliverOn` */
export function giftOrder(dto: GiftCheckoutDto, tier: string, zone: string, now: Date): GiftOrder {
  const { plan, months, giver } = dto;
  const recipients = dto.recipients.map(({ name, email, message, deliverOn }, index) => ({
    name: name?.trim() || null,
    email: email?.trim() || null,
    message: message?.trim() || null,
    deliverAt: deliveryInstant(deliverOn, `recipients.${index}.deliverOn`, zone, now)?.toISOString() ?? null,
  }));
  return { plan, tier, months, giver: { name: giver.name.trim(), email: giver.email.trim() }, recipients };
}

/** Null for right away, which today is as well. */
function deliveryInstant(
  day: string | null | undefined,
  field: string,
  zone: string,
  now: Date,
): Date | null {
  const today = instantToLocalDate(now, zone);
  if (!day || day === today) return null;
  const instant = localDateToInstant(day, zone, DELIVERY_HOUR);
  if (!instant)
    throw new InvalidInput({ [field]: 'There is no such day. Please choose one, such as 2026-12-24.' });
  if (day < today)
    throw new InvalidInput({ [field]: 'That day has passed. Please choose today or a later one.' });
  if (instant > addDays(now, FARTHEST_DAYS))
    throw new InvalidInput({ [field]: 'That is more than a year ahead. Please choose an earlier day.' });
  return instant;
}

/** Reads back what `giftOrder` wrote; nobody else writes a gift purchase's details. */
export function orderOf(purchase: Purchase): GiftOrder {
  return purchase.details as unknown as GiftOrder;
}

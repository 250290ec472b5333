import { DateTime } from 'luxon';
import { fault } from '../common/faults.js';
import { instantToLocalDate, localDateToInstant } from '../common/dates.js';

/** Gifts arrive with the morning's mail of the campaign's zone. */
const DELIVERY_HOUR = 9;

type DayFault = 'no such day' | 'past' | 'too far';
type DeliveryDay = { deliverAt: Date | null; fault?: never } | { deliverAt: null; fault: DayFault };

/** When a gift for a local date (`2026-12-24`) leaves; null for right away, which today is as well. */
export function deliveryDay(day: string | null | undefined, zone: string, now: Date): DeliveryDay {
  const today = instantToLocalDate(now, zone);
  if (!day || day === today) return { deliverAt: null };
  const deliverAt = localDateToInstant(day, zone, DELIVERY_HOUR);
  if (!deliverAt) return { deliverAt: null, fault: 'no such day' };
  if (day < today) return { deliverAt: null, fault: 'past' };
  return day > lastDeliveryDay(zone, now) ? { deliverAt: null, fault: 'too far' } : { deliverAt };
}

/** A year from today by the calendar of the zone, `2027-12-24`. */
export function lastDeliveryDay(zone: string, now: Date): string {
  return DateTime.fromJSDate(now, { zone }).plus({ years: 1 }).toISODate() ?? '';
}

const faults = { 'no such day': 'gift.day.none', past: 'gift.day.past', 'too far': 'gift.day.far' } as const;

export function dayFaultInWords(found: DayFault): string {
  return fault(faults[found]);
}

import type { EntityManager } from 'typeorm';
import { addDays, localDateToInstant } from '../common/dates.js';
import { InvalidInput } from '../common/errors.js';
import { Gift, type GiftStatus } from './gift.js';
import { GiftNotChangeable } from './gift-errors.js';
import { givenGiftState } from './gift-state.js';
import { nextNudgeAt } from './nudges.js';

const MOST_DAYS_AHEAD = 5 * 366;

/** Its link is dead; money and number stay. The gift is locked. @throws GiftNotChangeable when it was opened, refunded or is void */
export async function voidGift(manager: EntityManager, gift: Gift, now: Date): Promise<void> {
  const state = givenGiftState(gift, now);
  if (state === 'opened' || state === 'refunded' || state === 'void') throw new GiftNotChangeable(state);
  await manager.update(Gift, gift.id, { status: 'void', voidedAt: now, nextNudgeAt: null });
}

/**
 * It can be accepted to the end of that local date (`2027-12-24`) of the zone, also when it had expired. The gift is locked.
 * @throws GiftNotChangeable when it was opened, refunded or is void, InvalidInput at `until`
 */
export async function extendGift(
  manager: EntityManager,
  gift: Gift,
  { until, zone, now }: { until: string; zone: string; now: Date },
): Promise<Date> {
  const state = givenGiftState(gift, now);
  if (state === 'opened' || state === 'refunded' || state === 'void') throw new GiftNotChangeable(state);
  const start = localDateToInstant(until, zone);
  if (!start)
    throw new InvalidInput({ until: 'There is no such day. Please choose one, such as 2027-12-24.' });
  const claimUntil = addDays(start, 1);
  if (claimUntil <= gift.claimUntil || claimUntil <= now)
    throw new InvalidInput({
      until: 'Please choose a day after the one until which it can be accepted now.',
    });
  if (claimUntil > addDays(now, MOST_DAYS_AHEAD))
    throw new InvalidInput({ until: 'Please choose a day within five years.' });
  const open: GiftStatus = gift.deliveredAt ? 'delivered' : 'bought';
  const status = gift.status === 'expired' ? open : gift.status;
  const next = gift.deliveredAt ? nextNudgeAt({ ...gift, claimUntil }, now) : null;
  await manager.update(Gift, gift.id, { status, claimUntil, nextNudgeAt: next });
  return claimUntil;
}

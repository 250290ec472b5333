import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { fault } from '../common/faults.js';
import { Clock } from '../common/clock.js';
import { addDays, instantToLocalDate } from '../common/dates.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { dayFaultInWords, deliveryDay } from './delivery-day.js';
import { CLAIM_DAYS, Gift } from './gift.js';
import type { RecipientDto } from './gift-checkout.dto.js';
import { GiftDelivery } from './gift-delivery.service.js';
import { GiftNotChangeable } from './gift-errors.js';
import { changeAllowed, givenGiftState } from './gift-state.js';
import { GiftZones } from './gift-zones.service.js';

/** What became of a change: it waits for its day, went out by e-mail, or its link is with the giver. */
export type Changed = 'waiting' | 'sent' | 'handed';

/** As whoever asks for a change saw it. */
export interface Seen {
  change: 'correct' | 'send';
  linkVersion: number;
}

/** Each sends an e-mail to an address that somebody typed. */
const MOST_LINKS = 20;

/** Puts right for whom a gift is, what it says and when it comes; once it has left, it is sent again. */
@Injectable()
export class GiftCorrections {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly delivery: GiftDelivery,
    private readonly zones: GiftZones,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /**
   * Until it has left, what is given replaces what was; without an address the giver has the link. Afterwards it is sent
   * again, by a new link: the old one is dead. `seen` guards against a change of what has moved on meanwhile.
   * @throws NotFound, GiftNotChangeable, InvalidInput at `deliverOn` or `email`
   */
  async change(id: string, details: RecipientDto, seen: Seen | null = null): Promise<Changed> {
    const zone = await this.zones.ofGift(id);
    return this.dataSource.transaction(async (manager) => {
      const gift = await this.locked(manager, id);
      if (seen && seen.linkVersion !== gift.linkVersion) return this.sameAsBefore(gift, details);
      return this.changeLocked(manager, gift, details, zone);
    });
  }

  /** Pressed twice, or by two: sent once. @throws GiftNotChangeable when it went elsewhere meanwhile */
  private sameAsBefore(gift: Gift, details: RecipientDto): Changed {
    const state = givenGiftState(gift, this.clock.now());
    const same = Object.entries(recipientOf(details)).every(
      ([field, value]) => gift[field as 'message'] === value,
    );
    if (same && (state === 'sent' || state === 'handed')) return state;
    throw new GiftNotChangeable(state);
  }

  /** The gift, locked; the caller opened the transaction. @throws NotFound */
  async locked(manager: EntityManager, id: string): Promise<Gift> {
    const { livemode } = this.settings;
    const gift = await manager.findOne(Gift, {
      where: { id, livemode },
      lock: { mode: 'pessimistic_write' },
    });
    if (!gift) throw new NotFound('There is no gift at this address.');
    return gift;
  }

  /** The gift is locked; `zone` tells its days. @throws GiftNotChangeable, InvalidInput */
  async changeLocked(
    manager: EntityManager,
    gift: Gift,
    details: RecipientDto,
    zone: string,
  ): Promise<Changed> {
    const now = this.clock.now();
    const state = givenGiftState(gift, now);
    const allowed = changeAllowed(state);
    if (!allowed) throw new GiftNotChangeable(state);
    if (gift.linkVersion >= MOST_LINKS) throw new InvalidInput({ email: fault('gift.resent') });
    const had = gift.recipientEmail;
    Object.assign(gift, recipientOf(details));
    if (allowed === 'correct') Object.assign(gift, dayOf(gift, details.deliverOn, zone, now));
    await this.store(manager, gift);
    return this.dispatch(manager, gift, { hadLink: had === null && gift.tokenHash !== null, now });
  }

  /** To its address, on its day; without one its link is the giver's. */
  private async dispatch(
    manager: EntityManager,
    gift: Gift,
    { hadLink, now }: { hadLink: boolean; now: Date },
  ): Promise<Changed> {
    if (!gift.recipientEmail) {
      if (!hadLink) await this.delivery.deliver(manager, [gift]);
      return 'handed';
    }
    const late = gift.deliverAt <= now;
    if (late) await this.delivery.deliver(manager, [gift]);
    else await takeBack(manager, gift);
    return late ? 'sent' : 'waiting';
  }

  private async store(manager: EntityManager, gift: Gift): Promise<void> {
    const { id, recipientName, recipientEmail, message, deliverAt, claimUntil } = gift;
    const details = { recipientName, recipientEmail, message, deliverAt, claimUntil };
    await manager.update(Gift, id, { ...details, heldFor: null, heldUntil: null });
    // Whoever asked for it by the link before must not get it any more.
    await manager.query(
      'update gift_confirmations set expires_at = $2 where gift_id = $1 and used_at is null and expires_at > $2',
      [id, this.clock.now()],
    );
  }
}

/** It leaves by e-mail on its day after all: no link is valid until then. */
async function takeBack(manager: EntityManager, gift: Gift): Promise<void> {
  const waiting = { status: 'bought' as const, deliveredAt: null, tokenHash: null, nextNudgeAt: null };
  Object.assign(gift, waiting);
  await manager.update(Gift, gift.id, waiting);
}

function recipientOf({ name, email, message }: RecipientDto) {
  return {
    recipientName: name?.trim() || null,
    recipientEmail: email?.trim() || null,
    message: message?.trim() || null,
  };
}

/** The day as it was stays as it is, whatever its hour; without one it leaves now. */
function dayOf(
  { deliverAt, claimUntil }: Gift,
  day: string | undefined,
  zone: string,
  now: Date,
): Pick<Gift, 'deliverAt' | 'claimUntil'> {
  const gone = deliverAt <= now && !day;
  if (gone || day === instantToLocalDate(deliverAt, zone)) return { deliverAt, claimUntil };
  const { deliverAt: given, fault } = deliveryDay(day, zone, now);
  if (fault) throw new InvalidInput({ deliverOn: dayFaultInWords(fault) });
  const next = given ?? now;
  return { deliverAt: next, claimUntil: addDays(next, CLAIM_DAYS) };
}

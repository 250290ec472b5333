import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import { deliveryMail } from './delivery-mail.js';
import { Gift } from './gift.js';
import { GiftLinks } from './gift-links.js';
import { nextNudgeAt } from './nudges.js';

const AT_A_TIME = 500;

/** Brings gifts to their recipients on their day. */
@Injectable()
export class GiftDelivery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Everything that is due by now, not what falls on one day: a run that was missed strands nothing. */
  async deliverDue(): Promise<void> {
    const now = this.clock.now();
    const failures = new Map<string, unknown>();
    for (;;) {
      const due = await this.due(now, [...failures.keys()]);
      if (due.length === 0) break;
      await this.deliverAll(due, now, failures);
    }
    if (failures.size > 0)
      throw new AggregateError(failures.values(), `${failures.size} gifts were not delivered`);
  }

  /** Makes its link and notes it at the gift, which is still to be stored. */
  handOver(gift: Gift): string {
    Object.assign(gift, this.delivered(gift));
    return this.linkOf(gift);
  }

  /** Sends it, or its link goes to its giver; what it voids is the link before. The gift is locked. */
  async deliver(manager: EntityManager, gifts: Gift[]): Promise<void> {
    for (const gift of gifts) this.handOver(gift);
    await manager.query(
      `update gifts g set status = 'delivered', delivered_at = $1, bounced_at = null, bounce_reason = null,
         link_version = d.version, token_hash = d.hash, next_nudge_at = d.nudge
       from unnest($2::uuid[], $3::int[], $4::text[], $5::timestamptz[]) d (id, version, hash, nudge)
       where g.id = d.id`,
      [
        this.clock.now(),
        gifts.map(({ id }) => id),
        gifts.map(({ linkVersion }) => linkVersion),
        gifts.map(({ tokenHash }) => tokenHash),
        gifts.map((gift) => gift.nextNudgeAt),
      ],
    );
    const mailed = gifts.flatMap((gift) =>
      gift.recipientEmail ? [deliveryMail(gift, gift.recipientEmail, this.linkOf(gift))] : [],
    );
    await this.mail.enqueue(manager, mailed);
  }

  /** One gift that cannot be sent does not hold up the others; it is tried again with the next run. */
  private async deliverAll(ids: string[], now: Date, failures: Map<string, unknown>): Promise<void> {
    try {
      await this.deliverLocked(ids, now);
    } catch (error) {
      const [only] = ids;
      if (only && ids.length === 1) failures.set(only, error);
      else for (const id of ids) await this.deliverAll([id], now, failures);
    }
  }

  private async due(now: Date, except: string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `select id from gifts
       where status = 'bought' and frozen_at is null and deliver_at <= $1 and livemode = $2 and id <> all($3)
       order by deliver_at, id limit ${AT_A_TIME}`,
      [now, this.settings.livemode, except],
    );
    return rows.map(({ id }) => id);
  }

  private async deliverLocked(ids: string[], now: Date): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      // In one order, so that two of these never wait for each other.
      const gifts = await manager
        .createQueryBuilder(Gift, 'gift')
        .where('gift.id = any(:ids)', { ids })
        .orderBy('gift.id')
        .setLock('pessimistic_write')
        .getMany();
      await this.deliver(
        manager,
        gifts.filter((gift) => gift.isDue(now)),
      );
    });
  }

  private delivered(gift: Gift): Partial<Gift> {
    const now = this.clock.now();
    const delivered = { status: 'delivered' as const, deliveredAt: now, bouncedAt: null, bounceReason: null };
    const next = nextNudgeAt({ ...gift, ...delivered }, now);
    return { ...delivered, nextNudgeAt: next, ...this.links.renew(gift) };
  }

  private linkOf(gift: Gift): string {
    const link = this.links.of(gift);
    if (!link) throw new Error(`gift ${gift.id} has no link`);
    return link;
  }
}

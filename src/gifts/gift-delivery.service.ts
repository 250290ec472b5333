import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In, LessThanOrEqual } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Mail } from '../mail/mail.service.js';
import { deliveryMail } from './delivery-mail.js';
import { Gift } from './gift.js';
import { GiftLinks } from './gift-links.js';

const EVERY_MINUTE = '* * * * *';
const AT_A_TIME = 200;

type Due = Pick<Gift, 'id' | 'deliverAt'>;

/** Brings gifts to their recipients on their day, and lets those that nobody claimed expire. */
@Injectable()
export class GiftDelivery implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.register('gifts', () => this.sweep(), { every: EVERY_MINUTE });
  }

  /** Everything that is due by now, not what falls on one day: a run that was missed strands nothing. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    const failures = await this.deliverDue(now);
    await this.dataSource
      .getRepository(Gift)
      .update(
        { status: In(['bought', 'delivered']), claimUntil: LessThanOrEqual(now) },
        { status: 'expired' },
      );
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} gifts were not delivered`);
  }

  /** One gift that cannot be sent does not hold up those behind it; it is tried again with the next run. */
  private async deliverDue(now: Date): Promise<unknown[]> {
    const failures: unknown[] = [];
    let last: Due | undefined;
    for (;;) {
      const due = await this.dueAfter(last, now);
      for (const { id } of due)
        await this.deliverById(id, now).catch((error: unknown) => failures.push(error));
      last = due.at(-1);
      if (due.length < AT_A_TIME) return failures;
    }
  }

  private dueAfter(last: Due | undefined, now: Date): Promise<Due[]> {
    const { livemode } = this.settings;
    const query = this.dataSource
      .getRepository(Gift)
      .createQueryBuilder('gift')
      .select(['gift.id', 'gift.deliverAt'])
      .where(
        `gift.status = 'bought' and gift.frozenAt is null and gift.deliverAt <= :now and gift.livemode = :livemode`,
        {
          now,
          livemode,
        },
      );
    if (last) query.andWhere('(gift.deliverAt, gift.id) > (:at, :id)', { at: last.deliverAt, id: last.id });
    return query.orderBy('gift.deliverAt').addOrderBy('gift.id').take(AT_A_TIME).getMany();
  }

  /** Makes its link and notes it at the gift, which is still to be stored. */
  handOver(gift: Gift): string {
    Object.assign(gift, this.delivered(gift));
    return this.linkOf(gift);
  }

  /** The gift is locked. */
  private async deliver(manager: EntityManager, gift: Gift): Promise<void> {
    const delivered = this.delivered(gift);
    await manager.update(Gift, gift.id, delivered);
    Object.assign(gift, delivered);
    if (gift.recipientEmail)
      await this.mail.enqueue(manager, [deliveryMail(gift, gift.recipientEmail, this.linkOf(gift))]);
  }

  private delivered(gift: Gift): Partial<Gift> {
    return { status: 'delivered', deliveredAt: this.clock.now(), ...this.links.renew(gift) };
  }

  private linkOf(gift: Gift): string {
    const link = this.links.of(gift);
    if (!link) throw new Error(`gift ${gift.id} has no link`);
    return link;
  }

  private async deliverById(id: string, now: Date): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const gift = await manager.findOne(Gift, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!gift?.isDue(now)) return;
      await this.deliver(manager, gift);
    });
  }
}

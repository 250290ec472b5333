import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In, LessThanOrEqual } from 'typeorm';
import { Clock } from '../common/clock.js';
import { hashToken, newToken } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Mail } from '../mail/mail.service.js';
import { deliveryMail } from './delivery-mail.js';
import { Gift } from './gift.js';

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

  /** Makes a fresh link, of which only the hash is kept, and notes it at the gift, which is still to be stored. */
  newLink(gift: Gift): string {
    const token = newToken();
    Object.assign(gift, this.delivered(token));
    return this.linkOf(token);
  }

  /** The e-mail with its link. The gift is locked. */
  private async deliver(manager: EntityManager, gift: Gift, recipientEmail: string): Promise<void> {
    const token = newToken();
    await manager.update(Gift, gift.id, this.delivered(token));
    await this.mail.enqueue(manager, [deliveryMail(gift, recipientEmail, this.linkOf(token))]);
  }

  private delivered(token: string): Pick<Gift, 'status' | 'deliveredAt' | 'tokenHash'> {
    return { status: 'delivered', deliveredAt: this.clock.now(), tokenHash: hashToken(token) };
  }

  private linkOf(token: string): string {
    return `${this.settings.baseUrl}/redeem/${token}`;
  }

  private async deliverById(id: string, now: Date): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const gift = await manager.findOne(Gift, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!gift?.isDue(now)) return;
      if (gift.recipientEmail) await this.deliver(manager, gift, gift.recipientEmail);
      else await manager.update(Gift, id, { status: 'delivered', deliveredAt: now });
    });
  }
}

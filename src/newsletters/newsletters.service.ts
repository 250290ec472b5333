import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, In, IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../common/clock.js';
import { addDays } from '../common/dates.js';
import { normaliseEmail } from '../common/email.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { hashToken, newId, newToken } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { RateLimits } from '../http/rate-limits.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Mail } from '../mail/mail.service.js';
import { Newsletter } from './newsletter.js';
import { NewsletterSubscription } from './newsletter-subscription.js';
import type { SubscribeDto } from './newsletters.dto.js';

const DAYS_TO_CONFIRM = 7;

/** Sign-up with confirmation by e-mail: nobody gets what somebody else typed their address for. */
@Injectable()
export class Newsletters implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
  ) {}

  onModuleInit(): void {
    this.jobs.register('newsletter-cleanup', () => this.forgetUnconfirmed(), { every: '43 3 * * *' });
  }

  all(): Promise<Newsletter[]> {
    return this.dataSource.getRepository(Newsletter).find({ order: { position: 'asc', key: 'asc' } });
  }

  /**
   * Asks the address by one e-mail for all these lists; for those that it is on already nothing changes, and the
   * caller does not learn which. @throws InvalidInput at `lists`, TooManyRequests
   */
  async ask({ email, lists }: SubscribeDto, ip: string): Promise<void> {
    const known = await this.dataSource.getRepository(Newsletter).findBy({ key: In(lists) });
    if (known.length !== lists.length) throw new InvalidInput({ lists: 'There is no such newsletter.' });
    const normalisedEmail = normaliseEmail(email);
    await this.limits.check('newsletter', ip);
    await this.limits.check('newsletter-email', normalisedEmail);
    const token = newToken();
    const names = known.map(({ name }) => name);
    const rows = known.map(({ key }) => this.row(email, normalisedEmail, key, hashToken(token)));
    await this.dataSource.transaction(async (manager) => {
      await manager
        .createQueryBuilder()
        .insert()
        .into(NewsletterSubscription)
        .values(rows)
        .orUpdate(['email', 'token_hash', 'asked_at'], ['normalised_email', 'newsletter', 'livemode'])
        .execute();
      const link = `${this.settings.baseUrl}/newsletters/confirm/${token}`;
      await this.mail.enqueue(manager, [
        {
          template: 'newsletter-confirm',
          to: email,
          locale: 'en',
          params: { lists: names, link, days: DAYS_TO_CONFIRM },
          dedupeKey: `newsletter-confirm:${newId()}`,
        },
      ]);
    });
  }

  /** Pressed again it says the same. Returns the names of the lists. @throws NotFound for a wrong, an old or a replaced link */
  async confirm(token: string): Promise<string[]> {
    const now = this.clock.now();
    const asked = {
      tokenHash: hashToken(token),
      livemode: this.settings.livemode,
      askedAt: MoreThan(addDays(now, -DAYS_TO_CONFIRM)),
    };
    return this.dataSource.transaction(async (manager) => {
      const rows = await manager.findBy(NewsletterSubscription, asked);
      if (rows.length === 0) throw new NotFound('This link no longer works.');
      await manager.update(NewsletterSubscription, { ...asked, confirmedAt: IsNull() }, { confirmedAt: now });
      const keys = rows.map(({ newsletter }) => newsletter);
      const lists = await manager.find(Newsletter, { where: { key: In(keys) }, order: { position: 'asc' } });
      return lists.map(({ name }) => name);
    });
  }

  private row(
    email: string,
    normalisedEmail: string,
    newsletter: string,
    tokenHash: string,
  ): Omit<NewsletterSubscription, 'confirmedAt'> {
    const { livemode } = this.settings;
    return {
      id: newId(),
      email,
      normalisedEmail,
      newsletter,
      tokenHash,
      askedAt: this.clock.now(),
      livemode,
    };
  }

  /** What nobody confirmed is nobody's consent. */
  private async forgetUnconfirmed(): Promise<void> {
    const before = addDays(this.clock.now(), -DAYS_TO_CONFIRM);
    await this.dataSource
      .getRepository(NewsletterSubscription)
      .delete({ confirmedAt: IsNull(), askedAt: LessThan(before) });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, In, LessThan, MoreThan } from 'typeorm';
import { spokenLanguage } from '../common/languages.js';
import { fault } from '../common/faults.js';
import { Clock } from '../common/clock.js';
import { addDays } from '../common/dates.js';
import { normaliseEmail } from '../common/email.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { hashToken, newId, newToken } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { RateLimits } from '../http/rate-limits.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Mail } from '../mail/mail.service.js';
import { forgetSubscriptions } from './forget-subscriptions.js';
import { NewsletterAsk } from './newsletter-ask.js';
import { NewsletterLinks } from './newsletter-links.js';
import { Newsletter } from './newsletter.js';
import type { SubscribeDto } from './newsletters.dto.js';

const DAYS_TO_CONFIRM = 7;
const DAYS_TO_UNDO = 30;

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
    private readonly links: NewsletterLinks,
  ) {}

  onModuleInit(): void {
    this.jobs.register('newsletter-cleanup', () => this.cleanUp(), { every: '43 3 * * *' });
  }

  /** Those that readers can sign up for. */
  offered(): Promise<Newsletter[]> {
    const order = { position: 'asc', key: 'asc' } as const;
    return this.dataSource.getRepository(Newsletter).find({ where: { hidden: false }, order });
  }

  /**
   * Asks the address by one e-mail for all these lists; for those that it is on already nothing changes, and the
   * caller does not learn which. @throws InvalidInput at `lists`, TooManyRequests
   */
  async ask({ email, lists }: SubscribeDto, ip: string): Promise<void> {
    const known = (await this.offered()).filter(({ key }) => lists.includes(key));
    if (known.length !== lists.length) throw new InvalidInput({ lists: fault('newsletters.none') });
    const normalisedEmail = normaliseEmail(email);
    await this.limits.check('newsletter', ip);
    await this.limits.check('newsletter-email', normalisedEmail);
    const token = newToken();
    await this.dataSource.transaction(async (manager) => {
      const subscriptions = await this.note(manager, email, lists);
      const ask = { tokenHash: hashToken(token), subscriptions, askedAt: this.clock.now() };
      await manager.insert(NewsletterAsk, ask);
      await this.mail.enqueue(manager, [
        {
          template: 'newsletter-confirm',
          to: email,
          locale: spokenLanguage(),
          params: {
            lists: known.map(({ name }) => name),
            link: `${this.settings.baseUrl}/newsletters/confirm/${token}`,
            days: DAYS_TO_CONFIRM,
            unsubscribe: this.links.leaveAll(subscriptions[0] ?? ''),
          },
          about: subscriptions[0],
          dedupeKey: `newsletter-confirm:${newId()}`,
        },
      ]);
    });
  }

  /** Pressed again it says the same. Returns the names of the lists, and the way out. @throws NotFound for a wrong or an old link */
  async confirm(token: string): Promise<{ lists: string[]; leave: string }> {
    const now = this.clock.now();
    const asked = { tokenHash: hashToken(token), askedAt: MoreThan(addDays(now, -DAYS_TO_CONFIRM)) };
    const ask = await this.dataSource.manager.findOneBy(NewsletterAsk, asked);
    // Sorted: two that are pressed at once lock the rows in one order.
    const [rows]: [{ id: string; newsletter: string }[]] = await this.dataSource.query(
      `with mine as (select id from newsletter_subscriptions where id = any($1) order by id for update)
       update newsletter_subscriptions s set confirmed_at = coalesce(s.confirmed_at, $2), left_at = null
       from mine where s.id = mine.id returning s.id, s.newsletter`,
      [ask?.subscriptions ?? [], now],
    );
    const [first] = rows;
    if (!first) throw new NotFound('This link no longer works.');
    const keys = rows.map(({ newsletter }) => newsletter);
    const lists = await this.dataSource.manager.find(Newsletter, {
      where: { key: In(keys) },
      order: { position: 'asc', key: 'asc' },
    });
    return { lists: lists.map(({ name }) => name), leave: this.links.leaveAll(first.id) };
  }

  /** What is confirmed stays as it is; who has left must confirm again. Returns the ids, in the lists' order. */
  private async note(manager: EntityManager, email: string, lists: string[]): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      `insert into newsletter_subscriptions as known (id, email, normalised_email, newsletter, asked_at, livemode)
       select id, $2, $3, list, $5::timestamptz, $6 from unnest($1::uuid[], $4::text[]) as asked (id, list) order by list
       on conflict (normalised_email, newsletter, livemode) do update set
         email = case when known.confirmed_at is not null and known.left_at is null then known.email else excluded.email end,
         confirmed_at = case when known.left_at is null then known.confirmed_at end,
         left_at = null, asked_at = excluded.asked_at
       returning id`,
      [
        lists.map(() => newId()),
        email,
        normaliseEmail(email),
        lists,
        this.clock.now(),
        this.settings.livemode,
      ],
    );
    return rows.map(({ id }) => id);
  }

  /** What nobody confirmed is nobody's consent, and who has left is not kept. */
  private async cleanUp(): Promise<void> {
    const now = this.clock.now();
    const unconfirmedSince = addDays(now, -DAYS_TO_CONFIRM);
    await this.dataSource.manager.delete(NewsletterAsk, { askedAt: LessThan(unconfirmedSince) });
    const old = 'confirmed_at is null and left_at is null and asked_at < $1 or left_at < $2';
    await this.dataSource.transaction((manager) =>
      forgetSubscriptions(manager, old, [unconfirmedSince, addDays(now, -DAYS_TO_UNDO)]),
    );
  }
}

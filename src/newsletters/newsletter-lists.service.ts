import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { forgetSubscriptions } from './forget-subscriptions.js';
import { Newsletter } from './newsletter.js';

export type NewsletterRules = Omit<Newsletter, 'key'>;

export interface ListWithCounts extends Newsletter {
  /** Addresses that get it, and those that were asked to confirm. */
  confirmed: number;
  waiting: number;
}

const MOST = 50;

/** Each count reads a partial index and no row. */
const counted = `
  select l.key, l.name, l.description, l.position, l.hidden,
    (select count(*) from newsletter_subscriptions s where s.newsletter = l.key and s.livemode = $1
       and s.confirmed_at is not null and s.left_at is null) as confirmed,
    (select count(*) from newsletter_subscriptions s where s.newsletter = l.key and s.livemode = $1
       and s.confirmed_at is null and s.left_at is null) as waiting
  from newsletters l`;

/** The lists as staff make, change and remove them. */
@Injectable()
export class NewsletterLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {}

  /** In the order that readers see. */
  all(): Promise<ListWithCounts[]> {
    return this.dataSource.query(`${counted} order by l.position, l.key`, [this.settings.livemode]);
  }

  /** @throws NotFound */
  async find(key: string): Promise<ListWithCounts> {
    return this.counted(this.dataSource.manager, key);
  }

  /** Makes it, or changes it. @throws InvalidInput */
  async put(key: string, rules: NewsletterRules, actor: Actor): Promise<ListWithCounts> {
    if (!/^[a-z0-9-]{1,40}$/.test(key))
      throw new InvalidInput({ key: 'Please use small letters, digits and hyphens, at most 40.' });
    if (key === 'new')
      throw new InvalidInput({ key: 'Please choose another one: the form has this address.' });
    return this.dataSource.transaction(async (manager) => {
      const before = await manager.findOne(Newsletter, {
        where: { key },
        lock: { mode: 'pessimistic_write' },
      });
      if (!before && (await manager.count(Newsletter)) >= MOST)
        throw new InvalidInput({ key: `There are ${MOST} newsletters already.` });
      await manager.upsert(Newsletter, { key, ...rules }, ['key']);
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'newsletter.save',
        subject: `newsletter:${key}`,
        details: { before, after: rules },
      });
      return this.counted(manager, key);
    });
  }

  /**
   * With all its addresses: `addresses` says how many those are, so that nobody removes more than they were told of.
   * @throws NotFound, InvalidInput for one that readers can still sign up for, or at `addresses`
   */
  async remove(key: string, addresses: number, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      // Nobody can be added while it is looked at.
      await manager.findOne(Newsletter, { where: { key }, lock: { mode: 'pessimistic_write' } });
      const { confirmed, waiting, hidden } = await this.counted(manager, key);
      const there = confirmed + waiting;
      if (there > 0 && !hidden)
        throw new InvalidInput({ key: 'Readers can still sign up for it. Please hide it first.' });
      if (there !== addresses)
        throw new InvalidInput({
          addresses: `It has ${there} addresses, which would go with it. Please look again.`,
        });
      await forgetSubscriptions(manager, 'newsletter = $1', [key]);
      await manager.delete(Newsletter, { key });
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'newsletter.remove',
        subject: `newsletter:${key}`,
        details: { confirmed, waiting },
      });
    });
  }

  private async counted(manager: EntityManager, key: string): Promise<ListWithCounts> {
    const [found]: ListWithCounts[] = await manager.query(`${counted} where l.key = $2`, [
      this.settings.livemode,
      key,
    ]);
    if (!found) throw new NotFound('There is no such newsletter.');
    return found;
  }
}

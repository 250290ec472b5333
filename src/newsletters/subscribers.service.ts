import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { normaliseEmail } from '../common/email.js';
import { Settings } from '../config/settings.js';
import { forgetSubscriptions } from './forget-subscriptions.js';
import { NewsletterLinks } from './newsletter-links.js';
import { NewsletterLists } from './newsletter-lists.service.js';

export interface Subscriber {
  email: string;
  newsletter: string;
  confirmedAt: Date;
  /** The way out, for the letter's text and its List-Unsubscribe header. */
  unsubscribe: string;
}

const AT_A_TIME = 1000;

/** Who gets a list: for the newsroom's sending tool, and to be forgotten. */
@Injectable()
export class Subscribers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
    private readonly lists: NewsletterLists,
    private readonly links: NewsletterLinks,
  ) {}

  /** Those who confirmed, a thousand at a time, as long as somebody reads. It is on record who asked. @throws NotFound */
  async export(newsletter: string, actor: Actor): Promise<AsyncIterable<Subscriber[]>> {
    const { confirmed } = await this.lists.find(newsletter);
    await this.audit.write(this.dataSource.manager, {
      actor: actor.name,
      action: 'newsletter.export',
      subject: `newsletter:${newsletter}`,
      details: { confirmed },
    });
    return this.pages(newsletter);
  }

  /**
   * The address and all that it was on, also what is on its way to it. Returns how many lists that were; the audit log keeps the
   * number alone.
   */
  async forget(email: string, actor: Actor): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const lists = await forgetSubscriptions(manager, 'normalised_email = $1 and livemode = $2', [
        normaliseEmail(email),
        this.settings.livemode,
      ]);
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'newsletter.forget',
        subject: 'newsletters',
        details: { lists },
      });
      return lists;
    });
  }

  private async *pages(newsletter: string): AsyncGenerator<Subscriber[]> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: (Omit<Subscriber, 'unsubscribe'> & { id: string })[] = await this.dataSource.query(
        `select id, email, newsletter, confirmed_at "confirmedAt" from newsletter_subscriptions
         where newsletter = $1 and livemode = $2 and confirmed_at is not null and left_at is null and id > $3
         order by id limit ${AT_A_TIME}`,
        [newsletter, this.settings.livemode, after],
      );
      const last = rows.at(-1);
      if (!last) return;
      after = last.id;
      yield rows.map(({ id, ...subscriber }) => ({ ...subscriber, unsubscribe: this.links.leave(id) }));
    }
  }
}

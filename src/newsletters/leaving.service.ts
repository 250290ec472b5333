import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { NewsletterLinks } from './newsletter-links.js';

/** One list, as its way out shows it. */
export interface Departure {
  name: string;
  /** It is not sent any more, or was never confirmed. */
  left: boolean;
}

/** The address is on such a list; `leave` is the way out. */
export interface OnList {
  name: string;
  leave: string;
}

const own = `select normalised_email from newsletter_subscriptions where id = $1`;

/** Leaving a list, by the link that each letter carries: no sign-in, and as often as it is pressed. */
@Injectable()
export class Leaving {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly links: NewsletterLinks,
  ) {}

  /** Null when nothing is left of it: who left long ago is forgotten. @throws NotFound for a link that is none of ours */
  async find(id: string, token: string): Promise<Departure | null> {
    this.check(id, token);
    const [found]: Departure[] = await this.dataSource.query(
      `select l.name, s.left_at is not null as "left" from newsletter_subscriptions s
         join newsletters l on l.key = s.newsletter where s.id = $1`,
      [id],
    );
    return found ?? null;
  }

  /** This list, or each that the address is on. @throws NotFound */
  async leave(id: string, token: string, all: boolean): Promise<void> {
    this.check(id, token);
    const which = all
      ? `normalised_email = (${own}) and livemode = $3 and (left_at is null or id = $1)`
      : 'id = $1 and livemode = $3 and left_at is null';
    await this.dataSource.query(
      `with mine as (select id from newsletter_subscriptions where ${which} order by id for update)
       update newsletter_subscriptions s set left_at = $2 from mine where s.id = mine.id`,
      [id, this.clock.now(), this.settings.livemode],
    );
  }

  /** "That was a mistake": what was left by the same press comes again. @throws NotFound, also when it is forgotten already */
  async undo(id: string, token: string): Promise<void> {
    this.check(id, token);
    await this.dataSource.query(
      `with mine as (select id from newsletter_subscriptions where normalised_email = (${own}) and livemode = $2
           and left_at = (select left_at from newsletter_subscriptions where id = $1) order by id for update)
       update newsletter_subscriptions s set left_at = null from mine where s.id = mine.id`,
      [id, this.settings.livemode],
    );
    if (!(await this.find(id, token))) throw new NotFound('This link no longer works.');
  }

  /** For the address's holder. */
  async listsOf(email: string): Promise<OnList[]> {
    const rows: { id: string; name: string }[] = await this.dataSource.query(
      `select s.id, l.name from newsletter_subscriptions s join newsletters l on l.key = s.newsletter
       where s.normalised_email = $1 and s.livemode = $2 and s.confirmed_at is not null and s.left_at is null
       order by l.position, l.key`,
      [normaliseEmail(email), this.settings.livemode],
    );
    return rows.map(({ id, name }) => ({ name, leave: this.links.leave(id) }));
  }

  private check(id: string, token: string): void {
    if (!this.links.isFor(id, token)) throw new NotFound('This link no longer works.');
  }
}

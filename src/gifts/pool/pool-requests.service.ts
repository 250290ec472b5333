import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { spokenLanguage } from '../../common/languages.js';
import { Clock } from '../../common/clock.js';
import { addDays } from '../../common/dates.js';
import { normaliseEmail } from '../../common/email.js';
import { NotFound } from '../../common/errors.js';
import { derivedToken, hashToken, newId } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';
import { RateLimits } from '../../http/rate-limits.js';
import { Mail } from '../../mail/mail.service.js';
import { Members } from '../../members/members.service.js';
import type { Redeemer } from '../gift-grants.service.js';
import { DAYS_BETWEEN, DAYS_TO_CONFIRM, ENOUGH_DAYS, inOneLine } from './pool-line.js';
import { PoolHandout } from './pool-handout.service.js';
import { poolConfirmMail, waitsMail } from './pool-mails.js';
import { PoolRequest } from './pool-request.js';

/** What became of a request whose address is proven. */
export type PoolAnswer =
  | { kind: 'given'; until: Date }
  /** `place` is 1 for who is next. */
  | { kind: 'waits'; place: number }
  /** They had one; from `again` on they may ask for the next. */
  | { kind: 'had-one'; again: Date }
  /** They have a membership that goes on for a good while. */
  | { kind: 'member'; until: Date };

/** Readers who ask for a membership that somebody else has paid for. */
@Injectable()
export class PoolRequests {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly handout: PoolHandout,
    private readonly members: Members,
    private readonly limits: RateLimits,
    private readonly mail: Mail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Asks the address by e-mail; the answer is the same whoever's it is. @throws TooManyRequests */
  async ask({ email, name }: Pick<Redeemer, 'email' | 'name'>): Promise<void> {
    const normalisedEmail = normaliseEmail(email);
    await this.limits.check('pool-ask-email', normalisedEmail);
    const id = newId();
    const token = this.token(id);
    const { livemode } = this.settings;
    await this.dataSource.transaction(async (manager) => {
      const locale = spokenLanguage();
      const about = { id, email: email.trim(), normalisedEmail, name: name.trim(), locale, livemode };
      await manager.insert(PoolRequest, {
        ...about,
        tokenHash: hashToken(token),
        askedAt: this.clock.now(),
      });
      await this.mail.enqueue(manager, [poolConfirmMail({ ...about, link: this.link('confirm', token) })]);
    });
  }

  /** Puts them in line, and serves who is first in it. Pressed again, it tells how things stand. @throws NotFound */
  async confirm(token: string): Promise<PoolAnswer> {
    const known = await this.requests.findOneBy({
      tokenHash: hashToken(token),
      livemode: this.settings.livemode,
    });
    if (!known) throw nothing();
    const { until } = await this.members.standing(known.normalisedEmail);
    const request = await this.dataSource.transaction(async (manager) => {
      await inOneLine(manager);
      return this.enter(manager, known.id, until ? new Date(until) : null);
    });
    if ('kind' in request) return request;
    await this.handout.serve();
    const answer = await this.standing(request.id);
    if (answer.kind === 'waits') await this.tellToWait(request, token);
    return answer;
  }

  /** Who waits needs nothing any more. Their name and address are gone. @throws NotFound */
  async withdraw(token: string): Promise<void> {
    const { affected } = await this.requests.delete({ tokenHash: hashToken(token), servedAt: IsNull() });
    if (affected !== 1) throw nothing();
  }

  /** `memberUntil` is the end of what they have; null for who is no member. */
  private async enter(
    manager: EntityManager,
    id: string,
    memberUntil: Date | null,
  ): Promise<PoolRequest | PoolAnswer> {
    const now = this.clock.now();
    const { livemode } = this.settings;
    const found = await manager.findOneBy(PoolRequest, { id });
    if (!found || (!found.confirmedAt && found.askedAt <= addDays(now, -DAYS_TO_CONFIRM))) throw nothing();
    if (found.confirmedAt) return found;
    const refusal = await this.refusal(manager, found, memberUntil);
    if (refusal) {
      await manager.delete(PoolRequest, found.id);
      return refusal;
    }
    const { normalisedEmail } = found;
    const waiting = { normalisedEmail, livemode, confirmedAt: Not(IsNull()), servedAt: IsNull() };
    const earlier = await manager.findOneBy(PoolRequest, waiting);
    // Asked twice: they keep the place that they have.
    if (earlier) await manager.delete(PoolRequest, found.id);
    else await manager.update(PoolRequest, found.id, { confirmedAt: now });
    return earlier ?? found;
  }

  /** One a year a person, and for who has none. */
  private async refusal(
    manager: EntityManager,
    { normalisedEmail, livemode }: PoolRequest,
    memberUntil: Date | null,
  ): Promise<PoolAnswer | null> {
    const now = this.clock.now();
    const served = await manager.findOne(PoolRequest, {
      where: { normalisedEmail, livemode, servedAt: MoreThan(addDays(now, -DAYS_BETWEEN)) },
      order: { servedAt: 'desc' },
    });
    if (served?.servedAt) return { kind: 'had-one', again: addDays(served.servedAt, DAYS_BETWEEN) };
    if (!memberUntil || memberUntil <= addDays(now, ENOUGH_DAYS)) return null;
    return { kind: 'member', until: memberUntil };
  }

  private async standing(id: string): Promise<PoolAnswer> {
    const [row]: { until: Date | null; place: number }[] = await this.dataSource.query(
      `select s.ends_at until, (select count(*)::int from pool_requests o
           where o.livemode = r.livemode and o.served_at is null
             and (o.confirmed_at, o.id) <= (r.confirmed_at, r.id)) place
       from pool_requests r left join memberships s on s.gift_id = r.gift_id where r.id = $1`,
      [id],
    );
    if (!row) throw nothing();
    return row.until ? { kind: 'given', until: row.until } : { kind: 'waits', place: row.place };
  }

  private async tellToWait(request: PoolRequest, token: string): Promise<void> {
    const link = this.link('withdraw', token);
    await this.dataSource.transaction((manager) =>
      this.mail.enqueue(manager, [waitsMail({ ...request, link })]),
    );
  }

  private token(id: string): string {
    return derivedToken(this.settings.SESSION_SECRET, `pool:${id}`);
  }

  private link(act: 'confirm' | 'withdraw', token: string): string {
    return `${this.settings.baseUrl}/pool/${act}/${token}`;
  }

  private get requests() {
    return this.dataSource.getRepository(PoolRequest);
  }
}

function nothing(): NotFound {
  return new NotFound('This link is no longer valid. Please ask again.');
}

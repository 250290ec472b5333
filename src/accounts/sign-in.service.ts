import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, IsNull, LessThan, MoreThan } from 'typeorm';
import { spokenLanguage } from '../common/languages.js';
import { fault } from '../common/faults.js';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { DomainError, InvalidInput } from '../common/errors.js';
import { newId, newToken } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { RateLimits } from '../http/rate-limits.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Mail } from '../mail/mail.service.js';
import { Session } from './session.js';
import { type NewSession, Sessions } from './sessions.service.js';
import { type Audience, SignInLink } from './sign-in-link.js';
import { Staff } from './staff.service.js';
import { TokenHashes } from './token-hashes.js';

const MINUTES = 15;
const paths: Record<Audience, string> = { staff: '/staff/sign-in', reader: '/sign-in' };

/** Used, expired, or never ours: the same answer. */
export class SignInLinkSpent extends DomainError {
  readonly code = 'sign_in_link_spent';
  readonly status = 410;

  constructor() {
    super('This link no longer works. Please ask for a new one.');
  }
}

export interface SignInRequest {
  email: string;
  audience: Audience;
  /** Whose address asks, for the rate limit. */
  ip: string;
  /** Where to go afterwards: a path of ours. */
  next?: string;
}

/** Signing in by a link in an e-mail: no passwords to lose. */
@Injectable()
export class SignIn implements OnModuleInit {
  private isReader: (email: string) => Promise<boolean> = async () => false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly mail: Mail,
    private readonly jobs: Jobs,
    private readonly staff: Staff,
    private readonly sessions: Sessions,
    private readonly hashes: TokenHashes,
  ) {}

  onModuleInit(): void {
    this.jobs.register('sign-in-cleanup', () => this.cleanUp(), { every: '17 * * * *' });
  }

  /** Members say here which (normalised) addresses readers may sign in with; accounts know no members. */
  recogniseReaders(isReader: (email: string) => Promise<boolean>): void {
    this.isReader = isReader;
  }

  /** The caller learns nothing about who has an account: for any address it ends the same. */
  async request({ email: typed, audience, ip, next }: SignInRequest): Promise<void> {
    const email = normaliseEmail(typed);
    if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
      throw new InvalidInput({ email: fault('address') });
    await this.limits.check('sign-in', ip);
    await this.limits.check('sign-in-email', email);
    if (!(await this.mayEnter(email, audience))) return;
    await this.dataSource.transaction(async (manager) => {
      const link = this.newLink(email, audience, next);
      await manager.insert(SignInLink, link.row);
      const params = { link: link.url, minutes: MINUTES };
      await this.mail.enqueue(manager, [
        { template: 'sign-in', to: email, locale: spokenLanguage(), params, dedupeKey: `sign-in:${newId()}` },
      ]);
    });
  }

  /** A link without an e-mail, for the console of whoever started the service. */
  async staffSignInLink(email: string): Promise<string> {
    const link = this.newLink(normaliseEmail(email), 'staff');
    await this.dataSource.getRepository(SignInLink).insert(link.row);
    return link.url;
  }

  /** Uses the link up. Throws SignInLinkSpent. */
  async redeem(token: string, audience: Audience): Promise<NewSession> {
    const session = await this.dataSource.transaction(async (manager) => {
      const usedAt = this.clock.now();
      const tokenHash = this.hashes.of('sign-in', token);
      const unused = { tokenHash, audience, usedAt: IsNull(), expiresAt: MoreThan(usedAt) };
      const { affected } = await manager.update(SignInLink, unused, { usedAt });
      if (affected !== 1) return null;
      const { email } = await manager.findOneByOrFail(SignInLink, { tokenHash });
      // Removed since it was sent.
      if (audience === 'staff' && !(await this.staff.find(email))) return null;
      return this.sessions.start(manager, email, audience);
    });
    if (!session) throw new SignInLinkSpent();
    return session;
  }

  private mayEnter(email: string, audience: Audience): Promise<boolean> {
    return audience === 'staff'
      ? this.staff.find(email).then((account) => account !== null)
      : this.isReader(email);
  }

  private newLink(
    email: string,
    audience: Audience,
    next?: string,
  ): { url: string; row: Omit<SignInLink, 'usedAt'> } {
    const token = newToken();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + MINUTES * 60_000);
    const query = next ? `?${new URLSearchParams({ next: localPath(next, '/') })}` : '';
    return {
      url: `${this.settings.baseUrl}${paths[audience]}/${token}${query}`,
      row: { tokenHash: this.hashes.of('sign-in', token), email, audience, createdAt, expiresAt },
    };
  }

  private async cleanUp(): Promise<void> {
    const expired = { expiresAt: LessThan(this.clock.now()) };
    await this.dataSource.getRepository(SignInLink).delete(expired);
    await this.dataSource.getRepository(Session).delete(expired);
  }
}

/** A path of ours, or the fallback: a link in an e-mail of ours must not lead elsewhere (`//evil.example`, `/\evil.example`). */
export function localPath(path: string | undefined, fallback: string): string {
  if (!path || !/^\/(?![/\\])[^\s\\]*$/.test(path)) return fallback;
  return path;
}

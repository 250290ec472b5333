import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { newToken } from '../common/ids.js';
import type { Actor } from './actor.js';
import { Session } from './session.js';
import type { Audience } from './sign-in-link.js';
import { StaffAccount } from './staff-account.js';
import { TokenHashes } from './token-hashes.js';

const HOUR = 3600;
/** Staff see other people's data: they prove themselves every working day. */
const seconds: Record<Audience, number> = { staff: 12 * HOUR, reader: 30 * 24 * HOUR };

export interface NewSession {
  /** The cookie's value; only its hash is kept. */
  token: string;
  maxAgeSeconds: number;
}

@Injectable()
export class Sessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly hashes: TokenHashes,
  ) {}

  async start(manager: EntityManager, email: string, audience: Audience): Promise<NewSession> {
    const token = newToken();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + seconds[audience] * 1000);
    const tokenHash = this.hashes.of('session', token);
    await manager.insert(Session, { tokenHash, email, audience, createdAt, expiresAt });
    return { token, maxAgeSeconds: seconds[audience] };
  }

  /** Null for a wrong or expired one, and for staff who were removed since. */
  async find(token: string): Promise<Actor | null> {
    const session = await this.dataSource
      .getRepository(Session)
      .createQueryBuilder('session')
      .leftJoin(
        StaffAccount,
        'staff',
        "session.audience = 'staff' and staff.email = session.email and staff.active",
      )
      .select('session.email', 'email')
      .addSelect('session.audience', 'audience')
      .addSelect('staff.role', 'role')
      .where('session.tokenHash = :hash', { hash: this.hashes.of('session', token) })
      .andWhere('session.expiresAt > :now', { now: this.clock.now() })
      .getRawOne<Pick<Session, 'email' | 'audience'> & Pick<Actor, 'role'>>();
    if (!session || (session.audience === 'staff' && !session.role)) return null;
    return { name: session.email, email: session.email, role: session.role, by: 'cookie' };
  }

  async end(token: string): Promise<void> {
    await this.dataSource.getRepository(Session).delete({ tokenHash: this.hashes.of('session', token) });
  }
}

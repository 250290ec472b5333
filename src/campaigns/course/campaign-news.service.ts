import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { normaliseEmail } from '../../common/email.js';
import { NotFound } from '../../common/errors.js';
import { derivedToken, hashToken, sameSecret } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';
import { CampaignNewsRefusal } from './campaign-news-refusal.js';

/**
 * Who wants no news of campaigns, and the link in each of them that says so. It names a hash of the address, with a token that
 * is worked out from SESSION_SECRET: nobody can end it for somebody else.
 */
@Injectable()
export class CampaignNews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  stopLink(email: string): string {
    const hash = emailHash(email);
    return `${this.settings.baseUrl}/campaign-news/stop/${hash}/${this.token(hash)}`;
  }

  /** @throws NotFound for a link that is none of ours, as the others do */
  async isStopped(hash: string, token: string): Promise<boolean> {
    this.check(hash, token);
    return this.dataSource.manager.existsBy(CampaignNewsRefusal, { emailHash: hash });
  }

  /** As often as it is pressed. @throws NotFound */
  async stop(hash: string, token: string): Promise<void> {
    this.check(hash, token);
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(CampaignNewsRefusal)
      .values({ emailHash: hash, refusedAt: this.clock.now() })
      .orIgnore()
      .execute();
  }

  /** "That was a mistake." @throws NotFound */
  async undo(hash: string, token: string): Promise<void> {
    this.check(hash, token);
    await this.dataSource.manager.delete(CampaignNewsRefusal, { emailHash: hash });
  }

  private check(hash: string, token: string): void {
    if (!sameSecret(this.token(hash), token)) throw new NotFound('This link no longer works.');
  }

  private token(hash: string): string {
    return derivedToken(this.settings.SESSION_SECRET, `campaign-news:${hash}`);
  }
}

export function emailHash(email: string): string {
  return hashToken(normaliseEmail(email));
}

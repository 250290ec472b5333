import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { broughtBy } from '../sharing/brought.js';
import { Sharer } from '../sharing/sharer.js';

export interface SharerRow {
  code: string;
  email: string;
  /** As the public list has them; null for who is not on it. */
  listedAs: string | null;
  members: number;
  gifts: number;
}

/** As many as anybody looks through. */
const MOST = 100;

/** Who brought whom, and the public list of those who agreed to be named. */
@Injectable()
export class SharerDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {}

  /** Those who brought somebody or are on the list; most first. */
  list(): Promise<SharerRow[]> {
    return this.dataSource.query(
      `select s.code, s.normalised_email as email, s.listed_as as "listedAs", b.members, b.gifts
       from sharers s join (${broughtBy}) b on b.code = s.code
       order by b.members + b.gifts desc, s.created_at limit ${MOST}`,
      [this.settings.livemode],
    );
  }

  /** A name that does not belong on a public page. @throws NotFound */
  async takeOff(code: string, reason: string, actor: Actor): Promise<void> {
    const { livemode } = this.settings;
    await this.dataSource.transaction(async (manager) => {
      const listed = { code, livemode, listedAs: Not(IsNull()) };
      const { affected } = await manager.update(Sharer, listed, { listedAs: null });
      if (affected !== 1) throw new NotFound('Nobody with this code is on the list.');
      const entry = {
        actor: actor.name,
        action: 'sharer.take_off',
        subject: `sharer:${code}`,
        details: { reason },
      };
      await this.audit.write(manager, entry);
    });
  }
}

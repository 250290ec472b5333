import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { newId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { StaffAccount } from './staff-account.js';

@Injectable()
export class Staff implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** STAFF_EMAILS are administrators at first; a role that was changed since stays. */
  async onApplicationBootstrap(): Promise<void> {
    const emails = [...new Set(this.settings.STAFF_EMAILS.map(normaliseEmail))];
    if (emails.length === 0) return;
    const createdAt = this.clock.now();
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(StaffAccount)
      .values(emails.map((email) => ({ id: newId(), email, role: 'administrator', active: true, createdAt })))
      .orIgnore()
      .execute();
  }

  /** Whoever is to hear of what cannot wait. */
  administrators(): Promise<StaffAccount[]> {
    return this.dataSource.getRepository(StaffAccount).findBy({ role: 'administrator', active: true });
  }

  everybody(): Promise<StaffAccount[]> {
    return this.dataSource.getRepository(StaffAccount).findBy({ active: true });
  }

  /** By a normalised address; null also for one that was removed. */
  find(email: string): Promise<StaffAccount | null> {
    return this.dataSource.getRepository(StaffAccount).findOneBy({ email, active: true });
  }
}

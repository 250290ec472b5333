import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { AuditEntry } from './audit-entry.js';

/** What staff did, by whom and when. */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  async write(
    manager: EntityManager,
    entry: { actor: string; action: string; subject: string; details?: object },
  ): Promise<void> {
    await manager.insert(AuditEntry, { at: this.clock.now(), details: {}, ...entry });
  }
}

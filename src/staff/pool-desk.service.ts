import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { NotFound } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { type PoolCounts, PoolFigures } from '../gifts/pool/pool-figures.js';
import { PoolRequest } from '../gifts/pool/pool-request.js';
import type { Page } from './queries/paging.js';
import { listPool, type PoolRow } from './queries/pool.js';

/** Memberships for readers who cannot afford one: what is there, and who waits. */
@Injectable()
export class PoolDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly figures: PoolFigures,
    private readonly audit: AuditLog,
  ) {}

  async show(query: { cursor?: string }): Promise<{ counts: PoolCounts; page: Page<PoolRow> }> {
    const [counts, page] = await Promise.all([
      this.figures.counts(),
      listPool(this.dataSource, this.settings.livemode, query),
    ]);
    return { counts, page };
  }

  /** Takes somebody out of the line, whose request is forgotten. @throws NotFound, also for who has one by now */
  async remove(id: string, reason: string, actor: Actor): Promise<void> {
    if (!isId(id)) throw new NotFound();
    const { livemode } = this.settings;
    await this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.delete(PoolRequest, { id, livemode, servedAt: IsNull() });
      if (affected !== 1) throw new NotFound('This request is not in line any more.');
      const entry = { actor: actor.name, action: 'pool.remove', subject: `pool:${id}`, details: { reason } };
      await this.audit.write(manager, entry);
    });
  }
}

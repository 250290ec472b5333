import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { Clock } from '../common/clock.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { noRules, type PlacementRules } from './placement-rules.js';
import { Placement } from './placement.js';

/** A change is on all pages after so long, milliseconds; until then nobody asks the database. */
const AGE_MS = 5_000;
const MOST = 200;

/** Where banners stand on the newsroom's pages, and by which rules. */
@Injectable()
export class Placements {
  private known: { placements: Promise<Map<string, Placement>>; until: number } | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  async all(): Promise<Placement[]> {
    const rows = await this.dataSource.getRepository(Placement).find({ order: { key: 'asc' } });
    return rows.map((row) => ({ ...row, rules: { ...noRules, ...row.rules } }));
  }

  /** Null for one without rules, which is shown to everybody. */
  async find(key: string): Promise<Placement | null> {
    if (!this.known || this.known.until <= performance.now()) {
      const placements = this.all().then((all) => new Map(all.map((one) => [one.key, one])));
      this.known = { placements, until: performance.now() + AGE_MS };
      placements.catch(() => (this.known = null));
    }
    return (await this.known.placements).get(key) ?? null;
  }

  /** Makes it, or replaces its rules. @throws InvalidInput */
  async put(key: string, rules: PlacementRules, actor: Actor): Promise<Placement> {
    if (!/^[a-z0-9-]{1,40}$/.test(key))
      throw new InvalidInput({ key: 'Please use small letters, digits and hyphens, at most 40.' });
    if (rules.countries.length > 0 && !this.settings.COUNTRY_HEADER)
      throw new InvalidInput({ countries: 'Nobody tells us the country: COUNTRY_HEADER is not set.' });
    const placement = { key, rules, updatedAt: this.clock.now() };
    await this.dataSource.transaction(async (manager) => {
      if ((await manager.count(Placement)) >= MOST && !(await manager.existsBy(Placement, { key })))
        throw new InvalidInput({ key: `There are ${MOST} placements already.` });
      const before = await manager.findOneBy(Placement, { key });
      await manager.upsert(Placement, placement, ['key']);
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'placement.save',
        subject: `placement:${key}`,
        details: { before: before?.rules ?? null, after: rules },
      });
    });
    this.known = null;
    return placement;
  }

  /** Its banners are shown to everybody again. @throws NotFound */
  async remove(key: string, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.delete(Placement, { key });
      if (affected !== 1) throw new NotFound('There is no such placement.');
      const note = { actor: actor.name, action: 'placement.remove', subject: `placement:${key}` };
      await this.audit.write(manager, note);
    });
    this.known = null;
  }
}

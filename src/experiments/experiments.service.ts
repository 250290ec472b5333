import { Injectable } from '@nestjs/common';
import { ArrayOverlap, DataSource, type EntityManager, In } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { Campaign } from '../campaigns/campaign.js';
import { Clock } from '../common/clock.js';
import { type FieldErrors, InvalidInput, NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { ExperimentConflict } from './experiment-conflict.js';
import { draftFaults, type ExperimentDraft } from './experiment-draft.js';
import { Experiment, type ExperimentStatus } from './experiment.js';

/** A change is on all pages after so long, milliseconds; until then nobody asks the database. */
const AGE_MS = 5_000;
const MOST = 500;

/** What staff decide about experiments, and which of them a banner takes part in. */
@Injectable()
export class Experiments {
  private known: { shown: Promise<Experiment[]>; until: number } | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Of this mode's campaigns, the last changed first. */
  all(): Promise<Experiment[]> {
    return this.dataSource
      .createQueryBuilder(Experiment, 'e')
      .innerJoin(Campaign, 'c', 'c.id = e.campaignId and c.livemode = :livemode', {
        livemode: this.settings.livemode,
      })
      .orderBy('e.updatedAt', 'DESC')
      .addOrderBy('e.key')
      .getMany();
  }

  /** @throws NotFound */
  async find(key: string): Promise<Experiment> {
    const found = (await this.all()).find((one) => one.key === key);
    if (!found) throw new NotFound('There is no such experiment.');
    return found;
  }

  /** Those that readers meet now: that run, and whose winner everybody sees. At most a few seconds old. */
  async shown(): Promise<Experiment[]> {
    if (!this.known || this.known.until <= performance.now()) {
      const shown = this.dataSource.manager.find(Experiment, {
        where: { status: In(['running', 'decided']) },
        // What runs goes before what was decided, and the latest decision before earlier ones.
        order: { status: 'DESC', endedAt: 'DESC' },
      });
      this.known = { shown, until: performance.now() + AGE_MS };
      shown.catch(() => (this.known = null));
    }
    return this.known.shown;
  }

  /** The one that a banner there takes part in, or null. */
  async at(campaignId: string, placement: string): Promise<Experiment | null> {
    const shown = await this.shown();
    return shown.find((one) => one.campaignId === campaignId && one.placements.includes(placement)) ?? null;
  }

  /** Makes a draft, or replaces it. @throws InvalidInput, ExperimentConflict once readers have seen it */
  async put(key: string, draft: ExperimentDraft, actor: Actor): Promise<Experiment> {
    if (!/^[a-z0-9-]{1,40}$/.test(key))
      refuse({ key: 'Please use small letters, digits and hyphens, at most 40.' });
    refuse(draftFaults(draft));
    await this.dataSource.transaction(async (manager) => {
      const { livemode } = this.settings;
      const campaign = await manager.findOneBy(Campaign, { slug: draft.campaign, livemode });
      if (!campaign) return refuse({ campaign: 'There is no such campaign.' });
      const before = await locked(manager, key);
      if (before && before.status !== 'draft')
        throw new ExperimentConflict(
          'experiment_begun',
          'Readers have seen it: what it compares stays as it is.',
        );
      if (!before && (await manager.count(Experiment)) >= MOST)
        return refuse({ key: `There are ${MOST} experiments already.` });
      const { name, placements, readersWanted, currency, variants } = draft;
      const columns = { key, name, campaignId: campaign.id, placements, readersWanted, currency, variants };
      await manager.upsert(Experiment, { ...columns, updatedAt: this.clock.now() }, ['key']);
      await this.note(manager, actor, 'experiment.save', key, { ...draft });
    });
    return this.find(key);
  }

  /** @throws NotFound, ExperimentConflict */
  async start(key: string, actor: Actor): Promise<Experiment> {
    return this.move(key, actor, 'experiment.start', ['draft'], async (experiment, manager) => {
      // Two that start at once for the same campaign wait for each other here.
      const campaign = await manager.findOne(Campaign, {
        where: { id: experiment.campaignId },
        lock: { mode: 'pessimistic_write' },
      });
      const { campaignId, placements } = experiment;
      const running = { campaignId, status: 'running' as const, placements: ArrayOverlap(placements) };
      const other = await manager.findOneBy(Experiment, running);
      if (other)
        throw new ExperimentConflict(
          'experiment_runs',
          `“${other.name}” runs at one of these placements already.`,
        );
      if (!campaign?.published || campaign.endsAt <= this.clock.now())
        throw new ExperimentConflict('campaign_over', 'Its campaign is not published, or is over.');
      return { status: 'running', startedAt: this.clock.now() };
    });
  }

  /** Everybody sees the usual words again. @throws NotFound, ExperimentConflict */
  async stop(key: string, actor: Actor): Promise<Experiment> {
    return this.move(key, actor, 'experiment.stop', ['running', 'decided'], ({ endedAt }) =>
      Promise.resolve({ status: 'stopped', winner: null, endedAt: endedAt ?? this.clock.now() }),
    );
  }

  /** Everybody sees that variant from now on. @throws NotFound, ExperimentConflict, InvalidInput at `variant` */
  async decide(key: string, winner: string, actor: Actor): Promise<Experiment> {
    return this.move(key, actor, 'experiment.decide', ['running', 'stopped'], ({ variants, endedAt }) => {
      if (!variants.some((variant) => variant.key === winner)) refuse({ variant: 'It has no such variant.' });
      return Promise.resolve({ status: 'decided', winner, endedAt: endedAt ?? this.clock.now() });
    });
  }

  /** A draft only: what readers have seen stays in the books. @throws NotFound, ExperimentConflict */
  async remove(key: string, actor: Actor): Promise<void> {
    await this.find(key);
    await this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.delete(Experiment, { key, status: 'draft' });
      if (affected !== 1)
        throw new ExperimentConflict(
          'experiment_begun',
          'Readers have seen it: it can be stopped, not removed.',
        );
      await this.note(manager, actor, 'experiment.remove', key);
    });
  }

  private async move(
    key: string,
    actor: Actor,
    action: string,
    from: ExperimentStatus[],
    change: (experiment: Experiment, manager: EntityManager) => Promise<Partial<Experiment>>,
  ): Promise<Experiment> {
    await this.find(key);
    await this.dataSource.transaction(async (manager) => {
      const experiment = await locked(manager, key);
      if (!experiment || !from.includes(experiment.status))
        throw new ExperimentConflict('experiment_elsewhere', `It is ${experiment?.status ?? 'gone'} by now.`);
      const changed = await change(experiment, manager);
      await manager.update(Experiment, { key }, { ...changed, updatedAt: this.clock.now() });
      await this.note(manager, actor, action, key, { winner: changed.winner });
    });
    this.known = null;
    return this.find(key);
  }

  private async note(
    manager: EntityManager,
    actor: Actor,
    action: string,
    key: string,
    details?: object,
  ): Promise<void> {
    await this.audit.write(manager, { actor: actor.name, action, subject: `experiment:${key}`, details });
  }
}

function locked(manager: EntityManager, key: string): Promise<Experiment | null> {
  return manager.findOne(Experiment, { where: { key }, lock: { mode: 'pessimistic_write' } });
}

function refuse(faults: FieldErrors): void {
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults);
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull, LessThan, MoreThan, In } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { newId } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';
import { Adoptions } from '../adoptions.js';
import type { ReceivedEvent } from '../inbox/received-event.js';
import { storeEvents } from '../inbox/store-events.js';
import { Purchase } from '../purchase.js';
import { type ListedObject, ObjectPages, sessionType } from '../stripe/object-pages.js';
import { StripeReader } from '../stripe/stripe-reader.js';
import { StripeRefused } from '../stripe/stripe-refused.js';
import { Comparison, compareSession, type Verdict } from './compare.js';
import { Difference } from './difference.js';
import { ReconciliationRun } from './reconciliation-run.js';

/** In this order: what an object needs to be understood is put right before it. */
const parts = ['sessions', 'unfinished', 'subscriptions', 'invoices', 'refunds', 'disputes'] as const;
type Part = (typeof parts)[number];

/** Our own purchases that are looked up one by one. */
const AT_A_TIME = 50;

export interface Report {
  run: ReconciliationRun;
  differences: Difference[];
}

type Told = ListedObject<unknown>['event'];

interface Page {
  /** No event can tell of what Stripe does not know: that is for a person. */
  found: { object: { id: string; event: Told | null }; verdict: Verdict }[];
  last: string | null;
  more: boolean;
}

/**
 * Compares Stripe's objects themselves with ours, for what neither webhooks nor the list of events told. Page by page: the
 * position is kept, and a run that was broken off is taken up again. No transaction is open while Stripe is asked.
 */
@Injectable()
export class Reconciliation {
  private readonly comparison: Comparison;
  private stopping = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly pages: ObjectPages,
    private readonly stripe: StripeReader,
    adoptions: Adoptions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    this.comparison = new Comparison(dataSource, stripe, adoptions);
  }

  /**
   * `fix` puts an event into the inbox for each difference, so that it is handled as if Stripe had told of it.
   * @throws PaymentsUnavailable while Stripe is away: the next run goes on from there.
   */
  async run({ since, fix }: { since: Date; fix: boolean }): Promise<Report> {
    const run = await this.begin(since, fix);
    while (run.part !== null && !this.stopping) await this.comparePage(run, run.part as Part);
    return this.report(run);
  }

  /** Newest first. */
  async latest(limit = 1): Promise<Report[]> {
    const runs = await this.dataSource.manager.find(ReconciliationRun, {
      where: { livemode: this.settings.livemode },
      order: { startedAt: 'desc' },
      take: limit,
    });
    return Promise.all(runs.map((run) => this.report(run)));
  }

  /** Ends what is running after its page. */
  stop(): void {
    this.stopping = true;
  }

  private async begin(since: Date, fix: boolean): Promise<ReconciliationRun> {
    const { manager } = this.dataSource;
    const { livemode } = this.settings;
    const brokenOff = await manager.findOneBy(ReconciliationRun, {
      livemode,
      since,
      fix,
      finishedAt: IsNull(),
    });
    if (brokenOff) return brokenOff;
    const startedAt = this.clock.now();
    const fresh = { id: newId(), livemode, since, fix, part: parts[0], cursor: null, startedAt };
    await manager.insert(ReconciliationRun, fresh);
    return manager.findOneByOrFail(ReconciliationRun, { id: fresh.id });
  }

  private async comparePage(run: ReconciliationRun, part: Part): Promise<void> {
    const { found, last, more } = await this.page(run, part);
    const differences = found.flatMap(({ object, verdict }) =>
      typeof verdict === 'string' ? [] : [{ ...verdict, runId: run.id, objectId: object.id, object }],
    );
    const next = more && last ? { part, cursor: last } : { part: after(part), cursor: null };
    Object.assign(run, next, {
      compared: run.compared + found.length,
      foreign: run.foreign + found.filter(({ verdict }) => verdict === 'foreign').length,
      finishedAt: next.part === null ? this.clock.now() : null,
    });
    await this.dataSource.transaction(async (manager) => {
      const told = run.fix
        ? differences.map(({ object: { id, event } }) => event && this.eventOf(run, id, event))
        : [];
      const events = told.filter((event) => event !== null);
      if (events.length > 0) await storeEvents(manager, events);
      const rows = differences.map(({ object: _object, ...row }, index) => ({
        ...row,
        eventId: told[index]?.id ?? null,
      }));
      if (rows.length > 0)
        await manager.createQueryBuilder().insert().into(Difference).values(rows).orIgnore().execute();
      await manager.save(ReconciliationRun, run);
    });
  }

  private async page({ since, cursor }: ReconciliationRun, part: Part): Promise<Page> {
    if (part === 'unfinished') return this.unfinished(cursor);
    const range = { since, after: cursor };
    // These change for as long as they live, which may be years after they were made.
    const always = { ...range, since: new Date(0) };
    switch (part) {
      case 'sessions': {
        const page = await this.pages.sessions(range);
        return judged(page, await this.comparison.sessions(page.objects));
      }
      case 'subscriptions': {
        const page = await this.pages.subscriptions(always);
        return judged(page, await this.comparison.subscriptions(page.objects));
      }
      case 'invoices': {
        const page = await this.pages.invoices(range);
        return judged(page, await this.comparison.invoices(page.objects));
      }
      case 'refunds': {
        const page = await this.pages.refunds(range);
        return judged(page, await this.comparison.refunds(page.objects));
      }
      case 'disputes': {
        const page = await this.pages.disputes(always);
        return judged(page, await this.comparison.disputes(page.objects));
      }
    }
  }

  /** Our purchases, from whatever time, whose page must have ended by now, and of which we never heard that it did. */
  private async unfinished(cursor: string | null): Promise<Page> {
    const { livemode } = this.settings;
    const purchases = await this.dataSource.manager.find(Purchase, {
      where: {
        livemode,
        status: In(['open', 'processing']),
        expiresAt: LessThan(this.clock.now()),
        ...(cursor && { id: MoreThan(cursor) }),
      },
      order: { id: 'asc' },
      take: AT_A_TIME,
    });
    const found = [];
    for (const purchase of purchases) found.push(...(await this.lookUp(purchase)));
    return { found, last: purchases.at(-1)?.id ?? null, more: purchases.length === AT_A_TIME };
  }

  private async lookUp(purchase: Purchase): Promise<Page['found']> {
    if (!purchase.sessionId) return [];
    const { sessionId: id } = purchase;
    const known = await this.ifKnown(this.stripe.sessionWithObject(id));
    if (!known) {
      const verdict = { purchaseId: purchase.id, stripe: 'unknown', ours: purchase.status };
      return [{ object: { id, event: null }, verdict }];
    }
    const { fact, object } = known;
    if (!fact) return [];
    const event = { type: sessionType(fact.standing), created: fact.at, object };
    return [{ object: { id, event }, verdict: compareSession(fact, purchase) }];
  }

  /** Another account's, or erased: one such object must not end the comparing of all others. */
  private async ifKnown<T>(asking: Promise<T>): Promise<T | null> {
    try {
      return await asking;
    } catch (error) {
      if (error instanceof StripeRefused && error.code === 'resource_missing') return null;
      throw error;
    }
  }

  private eventOf(
    { id }: ReconciliationRun,
    objectId: string,
    { type, created, object }: Told,
  ): ReceivedEvent {
    const { livemode } = this.settings;
    const eventId = `reconcile_${id}_${objectId}`;
    const seconds = Math.floor(created.getTime() / 1000);
    const payload = { id: eventId, object: 'event', type, created: seconds, livemode, data: { object } };
    const outside = { id: eventId, type, objectId, apiVersion: null, livemode, created, ignored: null };
    return { ...outside, payload: JSON.stringify(payload) };
  }

  private async report(run: ReconciliationRun): Promise<Report> {
    const differences = await this.dataSource.manager.find(Difference, {
      where: { runId: run.id },
      order: { objectId: 'asc' },
      take: 1000,
    });
    return { run, differences };
  }
}

function judged(
  { objects, last, more }: { objects: ListedObject<unknown>[]; last: string | null; more: boolean },
  verdicts: Verdict[],
): Page {
  const found = objects.map((object, index) => ({ object, verdict: verdicts[index] ?? 'same' }));
  return { found, last, more };
}

function after(part: Part): Part | null {
  return parts[parts.indexOf(part) + 1] ?? null;
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { insertAdopted } from '../applying/apply-adoptions.js';
import { Applier } from '../applying/applier.js';
import { lockPurchases, type Purchases } from '../applying/lock-purchases.js';
import { strangersAmong } from '../customers/known-customers.js';
import type { Told } from '../facts.js';
import { askedKind } from '../stripe/event-types.js';
import { claim } from './due-events.js';
import type { Found } from './finding.js';
import { InboxFigures } from './inbox-figures.js';
import { markHandled, type Verdict } from './mark-events.js';

/** One transaction for many events: their effects and that they are handled, all or nothing. */
@Injectable()
export class Settlement {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly applier: Applier,
    private readonly figures: InboxFigures,
  ) {}

  /** Returns what became of each; those that another process took meanwhile are not among them. */
  async settle(found: Found[]): Promise<Verdict[]> {
    const verdicts = await this.dataSource.transaction(async (manager) => {
      const mine = await claim(
        manager,
        found.map(({ event }) => event),
      );
      return this.settleClaimed(
        manager,
        found.filter(({ event }) => mine.has(event.id)),
      );
    });
    this.figures.countHandled(verdicts.map(({ state }) => state));
    return verdicts;
  }

  private async settleClaimed(manager: EntityManager, found: Found[]): Promise<Verdict[]> {
    const facts = found.flatMap(({ finding }) => factsOf(finding));
    await insertAdopted(manager, facts, this.settings.livemode);
    const ids = facts.map(({ purchaseId }) => purchaseId);
    const purchases = await lockPurchases(manager, ids, this.settings.livemode);
    const verdicts = found.map((one) => verdictOn(one, purchases));
    const applied = new Set(verdicts.filter(({ state }) => state === 'applied').map(({ id }) => id));
    await this.applier.apply(manager, purchases, toldBy(found.filter(({ event }) => applied.has(event.id))));
    const settled = await withoutNews(manager, found, verdicts);
    await markHandled(manager, settled);
    return settled;
  }
}

/** A customer may have become ours since their event was looked into: then it stays due. */
async function withoutNews(manager: EntityManager, found: Found[], verdicts: Verdict[]): Promise<Verdict[]> {
  const foreign = new Set(verdicts.filter(({ state }) => state === 'foreign').map(({ id }) => id));
  const customers = new Map(
    found
      .filter(({ event: { id, type } }) => foreign.has(id) && askedKind(type) === 'customer')
      .map(({ event }) => [event.id, event.objectId ?? '']),
  );
  if (customers.size === 0) return verdicts;
  const strangers = await strangersAmong(manager, [...customers.values()]);
  return verdicts.filter(({ id }) => !customers.has(id) || strangers.has(customers.get(id) ?? ''));
}

const factsOf = (finding: Found['finding']) => ('facts' in finding ? finding.facts : []);

function verdictOn({ event: { id }, finding }: Found, purchases: Purchases): Verdict {
  if ('ignored' in finding) return { id, state: 'ignored', note: finding.ignored };
  if ('foreign' in finding) return { id, state: 'foreign', note: finding.foreign };
  // Another installation may share the account, and has its own purchases.
  if (finding.facts.some(({ purchaseId }) => !purchases.has(purchaseId)))
    return { id, state: 'foreign', note: 'names a purchase that is not here' };
  return { id, state: 'applied', note: null };
}

/** Events on one object share what was read of it: it is told once. A page's events each tell their own. */
function toldBy(found: Found[]): Told[] {
  const seen = new Set<object>();
  return found.flatMap(({ event, finding }) =>
    factsOf(finding).flatMap((fact) => {
      if (seen.has(fact)) return [];
      seen.add(fact);
      return { fact, eventId: event.id };
    }),
  );
}

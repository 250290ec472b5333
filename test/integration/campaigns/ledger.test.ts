import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { SystemClock } from '../../../src/common/clock.js';
import { newId } from '../../../src/common/ids.js';
import { loadSettings } from '../../../src/config/settings.js';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { Ledger, type NewEntry } from '../../../src/campaigns/ledger.service.js';
import { compareTallies, rebuildTallies } from '../../../src/campaigns/tallies.js';
import { seed } from '../../../src/seed/sample-newsroom.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;
let campaign: { id: string; startsAt: Date; endsAt: Date };
const ledger = new Ledger(loadSettings({}));

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.url, new SystemClock());
  dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  [campaign] = await dataSource.query(
    `select id, starts_at as "startsAt", ends_at as "endsAt" from campaigns`,
  );
});

afterAll(async () => {
  expect(await compareTallies(dataSource.manager, campaign.id)).toEqual([]);
  await dataSource.destroy();
  await database.drop();
});

function entry(given: Partial<NewEntry> = {}): NewEntry {
  const memberId = newId();
  return {
    campaignId: campaign.id,
    kind: 'membership',
    source: `member:${memberId}`,
    delta: 1,
    at: new Date(),
    memberId,
    ...given,
  };
}

const record = (entries: NewEntry[]) => dataSource.transaction((manager) => ledger.record(manager, entries));

async function net(source: string): Promise<number> {
  const [{ sum }] = await dataSource.query(
    `select coalesce(sum(delta), 0)::int as sum from ledger_entries
     where source = $1 or reverses_id in (select id from ledger_entries where source = $1)`,
    [source],
  );
  return sum;
}

describe('recording', () => {
  it('writes a row once, however often and from however many sides at once it is asked', async () => {
    const one = entry();
    const all = await Promise.all(Array.from({ length: 20 }, () => record([one])));
    expect(all.flat()).toHaveLength(1);
    expect(await net(one.source)).toBe(1);
  });

  it('case 12: counts a payment of the last second whose webhook comes late, and none of the next second', async () => {
    const before = (delta: number) => new Date(campaign.endsAt.getTime() + delta);
    expect(await record([entry({ at: before(-1) })])).toHaveLength(1);
    expect(await record([entry({ at: before(0) })])).toHaveLength(0);
    expect(await record([entry({ at: new Date(campaign.startsAt.getTime() - 1) })])).toHaveLength(0);
    expect(await record([entry({ at: campaign.startsAt })])).toHaveLength(1);
  });

  it('keeps live money out of a test campaign', async () => {
    const live = new Ledger(loadSettings({ STRIPE_MODE: 'live', STRIPE_SECRET_KEY: 'sk_live_1' }));
    expect(await dataSource.transaction((manager) => live.record(manager, [entry()]))).toEqual([]);
  });

  it('leaves nothing behind when the transaction fails', async () => {
    const one = entry();
    const failed = dataSource.transaction(async (manager) => {
      await ledger.record(manager, [one]);
      throw new Error('the power went');
    });
    await expect(failed).rejects.toThrow('the power went');
    expect(await net(one.source)).toBe(0);
  });

  it('adds up under 20 transactions at once', async () => {
    const batches = Array.from({ length: 20 }, () => Array.from({ length: 25 }, () => entry()));
    const inserted = await Promise.all(batches.map(record));
    expect(inserted.flat()).toHaveLength(500);
    expect(await compareTallies(dataSource.manager, campaign.id)).toEqual([]);
  });
});

describe('reversing', () => {
  const reverse = (
    source: string,
    kind: 'refund' | 'refund_failed' | 'dispute' | 'dispute_won',
    id: string,
    standing: boolean,
  ) =>
    dataSource.transaction((manager) =>
      ledger.reverse(manager, {
        campaignId: campaign.id,
        of: [{ kind: 'membership', source }],
        standing,
        cause: { kind, source: id, money: { amount: -500, currency: 'eur' }, at: new Date() },
      }),
    );

  it('takes a person back once, though a dispute follows the refund', async () => {
    const { source } = entry();
    await record([entry({ source })]);
    await reverse(source, 'refund', `refund:${newId()}`, false);
    await reverse(source, 'dispute', `dispute:${newId()}`, false);
    expect(await net(source)).toBe(0);
  });

  it('takes a person back once, though ten refunds and disputes come at the same time, twice each', async () => {
    const one = entry();
    await record([one]);
    const causes = Array.from({ length: 20 }, (_, index) => ({
      kind: index % 2 ? ('refund' as const) : ('dispute' as const),
      id: `${one.source}:${index % 10}`,
    }));
    await Promise.all(causes.map(({ kind, id }) => reverse(one.source, kind, id, false)));
    expect(await net(one.source)).toBe(0);
    const [{ deltas }] = await dataSource.query(
      `select array_agg(delta order by delta) as deltas from ledger_entries
       where reverses_id = (select id from ledger_entries where source = $1)`,
      [one.source],
    );
    expect(deltas).toEqual([-1, ...Array.from({ length: 9 }, () => 0)]);
  });

  it('names the row it reverses, and undoes a refund that failed', async () => {
    const one = entry();
    const refund = `refund:${newId()}`;
    await record([one]);
    await reverse(one.source, 'refund', refund, false);
    await reverse(one.source, 'refund_failed', refund, true);
    const rows = await dataSource.query(
      'select kind, delta from ledger_entries where reverses_id = (select id from ledger_entries where source = $1) order by id',
      [one.source],
    );
    expect(rows).toEqual([
      { kind: 'refund', delta: -1 },
      { kind: 'refund_failed', delta: 1 },
    ]);
  });

  it('does nothing where nothing was counted', async () => {
    await reverse('member:nobody', 'refund', 'refund:nothing', false);
    expect(await net('member:nobody')).toBe(0);
  });

  it('ends where the last state says, whatever came before and however often', async () => {
    const causes = fc.record({
      kind: fc.constantFrom('refund' as const, 'dispute' as const),
      id: fc.integer({ min: 1, max: 3 }),
      standing: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(causes, { maxLength: 6 }), fc.boolean(), async (steps, last) => {
        const one = entry();
        await record([one]);
        for (const { kind, id, standing } of steps)
          await reverse(one.source, kind, `${kind}:${one.source}:${id}`, standing);
        expect([0, 1]).toContain(await net(one.source));
        await reverse(one.source, 'refund', `refund:${newId()}`, last);
        expect(await net(one.source)).toBe(last ? 1 : 0);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the roll-up', () => {
  it('is found out when it is wrong, and written anew from the rows', async () => {
    await record([entry()]);
    await dataSource.query(`update campaign_tallies set delta = delta + 5 where kind = 'membership'`);
    const [difference] = await compareTallies(dataSource.manager, campaign.id);
    expect(difference?.tally.delta).toBe((difference?.rows.delta ?? 0) + 5);
    await dataSource.transaction((manager) => rebuildTallies(manager, campaign.id));
    expect(await compareTallies(dataSource.manager, campaign.id)).toEqual([]);
  });

  it('loses nothing that is written while it is rebuilt', async () => {
    const writing = Array.from({ length: 30 }, () => record([entry()]));
    const rebuilding = Array.from({ length: 3 }, () =>
      dataSource.transaction((manager) => rebuildTallies(manager, campaign.id)),
    );
    await Promise.all([...writing, ...rebuilding]);
    expect(await compareTallies(dataSource.manager, campaign.id)).toEqual([]);
  });
});

import type { DataSource } from 'typeorm';
import { Campaigns } from '../src/campaigns/campaigns.service.js';
import { Ledger } from '../src/campaigns/ledger.service.js';
import { Progress } from '../src/campaigns/progress.service.js';
import { Supporters } from '../src/campaigns/supporters.service.js';
import { SystemClock } from '../src/common/clock.js';
import { loadSettings } from '../src/config/settings.js';
import { seed } from '../src/seed/sample-newsroom.js';
import { startBenchDatabase } from './support/bench-database.js';
import type { Measure, Measurement } from './support/measurement.js';

/** How many members there are, from few to many. Ten million take some minutes and 10 GB: `BENCH_MEMBERS=1000,1000000,10000000`. */
const SIZES = (process.env.BENCH_MEMBERS ?? '1000,1000000').split(',').map(Number);
const TIMES = 400;
/** Not counted: the first size would pay for what all of them have warm. */
const WARMING = 400;
/** Members in one statement: a connection that is silent for long is given up. */
const STEP = 100_000;
/** Not more than this much dearer than for the fewest. */
const GROWTH = 1.2;

interface Costs {
  size: number;
  /** Milliseconds: the number told anew, and one more counted. */
  telling: number;
  counting: number;
}

/** What the number costs, each time from the database, as its members grow. */
export const measure: Measure = async () => {
  const database = await startBenchDatabase();
  try {
    await seed(database.url, new SystemClock());
    const costs: Costs[] = [];
    for (const size of SIZES) {
      await growTo(database.dataSource, size);
      costs.push(await costsAt(database.dataSource, size));
    }
    return costs.flatMap((cost) => shown(cost, costs[0] ?? cost));
  } finally {
    await database.stop();
  }
};

function shown({ size, telling, counting }: Costs, fewest: Costs): Measurement[] {
  const beside = (value: number) => ({ what: `with ${fewest.size} members, µs`, value: value * 1000 });
  return [
    {
      what: `the number told, ${size} members`,
      value: telling * 1000,
      unit: 'µs',
      beside: beside(fewest.telling),
      target: GROWTH * fewest.telling * 1000,
    },
    {
      what: `one more counted, ${size} members`,
      value: counting * 1000,
      unit: 'µs',
      beside: beside(fewest.counting),
      target: GROWTH * fewest.counting * 1000,
    },
  ];
}

async function costsAt(dataSource: DataSource, size: number): Promise<Costs> {
  const settings = loadSettings({ NODE_ENV: 'test' });
  const clock = new SystemClock();
  const campaigns = new Campaigns(dataSource, clock, settings);
  const progress = new Progress(dataSource, campaigns, new Supporters(dataSource, clock, settings), clock);
  const { campaignId } = await progress.snapshot('birthday');
  const telling = await median(async () => {
    progress.forget();
    await progress.snapshot('birthday');
  });
  const ledger = new Ledger(settings);
  let place = 0;
  const counting = await median(async () => {
    place += 1;
    const entry = {
      kind: 'adjustment',
      source: `bench:${size}:${place}`,
      delta: 1,
      at: clock.now(),
    } as const;
    await dataSource.transaction((manager) => ledger.record(manager, [{ campaignId, ...entry }]));
  });
  return { size, telling, counting };
}

async function median(work: () => Promise<void>): Promise<number> {
  for (let time = 0; time < WARMING; time += 1) await work();
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[TIMES / 2] ?? Infinity;
}

/** Members with a plan that runs, each counted once; by plain rows, as after years of payments. */
async function growTo(dataSource: DataSource, size: number): Promise<void> {
  const [{ members }] = await dataSource.query(`select count(*) as members from members`);
  for (let from = Number(members) + 1; from <= size; from += STEP) {
    await dataSource.query(
      `with people as (
         insert into members (id, email, normalised_email, first_paid_at, livemode, created_at)
         select gen_random_uuid(), n || '@bench.example', n || '@bench.example', now(), false, now()
         from generate_series($1::int, $2::int) n returning id),
       plans as (
         insert into memberships (id, member_id, source, tier, status, starts_at, ends_at, livemode, created_at)
         select gen_random_uuid(), id, 'plan', 'supporter', 'active', now(), now() + interval '1 month', false, now()
         from people)
       insert into ledger_entries (campaign_id, kind, source, delta, counted, at, livemode, member_id)
       select (select id from campaigns where slug = 'birthday'), 'membership', 'member:' || id, 1, 0, now(), false, id
       from people`,
      [from, Math.min(size, from + STEP - 1)],
    );
  }
  await dataSource.query('vacuum analyze');
}

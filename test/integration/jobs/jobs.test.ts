import type { TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { JobsModule } from '../../../src/jobs/jobs.module.js';
import { Jobs } from '../../../src/jobs/jobs.service.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { compileModules } from '../../support/modules.js';

describe('jobs', () => {
  let database: TestDatabase;
  let modules: TestingModule;
  let jobs: Jobs;
  let dataSource: DataSource;
  const done: string[] = [];
  const paced: [word: string, at: number][] = [];
  const attempts: { attempt: number; last: boolean }[] = [];
  let finishSlow: () => void = () => undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    modules = await compileModules([JobsModule], { DATABASE_URL: database.url });
    jobs = modules.get(Jobs);
    dataSource = modules.get(DataSource);
    jobs.register<{ word: string }>('say', async ({ word }) => void done.push(word));
    jobs.register(
      'stumble',
      async (_data, run) => {
        attempts.push(run);
        if (!run.last) throw new Error('ann@example.test is not there');
      },
      { retries: 1, retryDelaySeconds: 1 },
    );
    jobs.register<{ word: string }>('paced', async ({ word }) => void paced.push([word, Date.now()]), {
      perSecond: 20,
    });
    jobs.register('slow', () => new Promise<void>((resolve) => (finishSlow = resolve)));
    jobs.register('nightly', async () => undefined, { every: '0 3 * * *' });
    await modules.init();
  });

  afterAll(async () => {
    await modules.close();
    await database.drop();
  });

  it('runs what a committed transaction enqueued', async () => {
    await dataSource.transaction((manager) => jobs.enqueue(manager, 'say', { word: 'hello' }));
    await eventually(
      async () => done,
      (words) => words.includes('hello'),
    );
  });

  it('runs nothing of a transaction that was rolled back', async () => {
    const failing = dataSource.transaction(async (manager) => {
      await jobs.enqueue(manager, 'say', { word: 'never' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const [{ count }] = await dataSource.query(
      `select count(*) from pgboss.job where name = 'say' and data ->> 'word' = 'never'`,
    );
    expect(count).toBe(0);
  });

  it('enqueues many in one statement', async () => {
    const words = Array.from({ length: 50 }, (_, index) => `word ${index}`);
    await dataSource.transaction((manager) =>
      jobs.enqueueAll(
        manager,
        'say',
        words.map((word) => ({ word })),
      ),
    );
    await eventually(
      async () => done,
      (said) => words.every((word) => said.includes(word)),
    );
  });

  it('lets one job wait per singleton key, and any number without', async () => {
    const startAfter = new Date(Date.now() + 3_600_000);
    await dataSource.transaction(async (manager) => {
      await jobs.enqueue(manager, 'say', { word: 'once' }, { startAfter, singletonKey: 'one' });
      await jobs.enqueue(manager, 'say', { word: 'once' }, { startAfter, singletonKey: 'one' });
      await jobs.enqueue(manager, 'say', { word: 'later' }, { startAfter });
      await jobs.enqueue(manager, 'say', { word: 'later' }, { startAfter });
    });
    const waiting = await dataSource.query(
      `select data ->> 'word' word, count(*) from pgboss.job where name = 'say' and state = 'created' group by 1 order by 1`,
    );
    expect(waiting).toEqual([
      { word: 'later', count: 2 },
      { word: 'once', count: 1 },
    ]);
  });

  it('tries again after a failure and keeps no address in its record', async () => {
    await dataSource.transaction((manager) => jobs.enqueue(manager, 'stumble', {}));
    const [failed] = await eventually(
      () => dataSource.query(`select output from pgboss.job where name = 'stumble' and state = 'retry'`),
      (rows: unknown[]) => rows.length === 1,
    );
    expect(failed).toEqual({ output: { reason: 'Error: (address) is not there' } });
    await eventually(
      async () => attempts,
      (runs) => runs.length === 2,
    );
    expect(attempts).toEqual([
      { attempt: 1, last: false },
      { attempt: 2, last: true },
    ]);
  });

  it('runs what is urgent first, and no more in a second than it may', async () => {
    await dataSource.transaction(async (manager) => {
      await jobs.enqueueAll(manager, 'paced', [
        { word: 'patient' },
        { word: 'patient' },
        { word: 'patient' },
      ]);
      await jobs.enqueue(manager, 'paced', { word: 'urgent' }, { priority: 1 });
    });
    await eventually(
      async () => paced,
      (runs) => runs.length === 4,
    );
    expect(paced.map(([word]) => word)).toEqual(['urgent', 'patient', 'patient', 'patient']);
    const [first, last] = [paced[0], paced[3]];
    expect((last?.[1] ?? 0) - (first?.[1] ?? 0)).toBeGreaterThanOrEqual(2 * 50);
  });

  it('refuses a name that nobody registered', async () => {
    await expect(jobs.enqueue(dataSource.manager, 'sya', {})).rejects.toThrow('no job is called sya');
  });

  it('keeps schedules in the database', async () => {
    const schedules = await dataSource.query('select name, cron, timezone from pgboss.schedule');
    expect(schedules).toEqual([{ name: 'nightly', cron: '0 3 * * *', timezone: 'UTC' }]);
  });

  it('goes on after the database has cut its connections', async () => {
    await dataSource.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'thousandfold-jobs'`,
    );
    await dataSource.transaction((manager) => jobs.enqueue(manager, 'say', { word: 'still here' }));
    await eventually(
      async () => done,
      (words) => words.includes('still here'),
    );
  });

  it('waits at the end for what is running', async () => {
    const [job] = await dataSource.transaction(async (manager) => {
      await jobs.enqueue(manager, 'slow', {});
      return manager.query(`select id from pgboss.job where name = 'slow'`);
    });
    const state = async (): Promise<string> =>
      (await dataSource.query('select state from pgboss.job where id = $1', [job.id]))[0].state;
    await eventually(state, (now) => now === 'active');
    const stopped = jobs.onModuleDestroy();
    finishSlow();
    await stopped;
    expect(await state()).toBe('completed');
  });
});

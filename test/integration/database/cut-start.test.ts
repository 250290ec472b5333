import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const ROUNDS = 100;

let database: TestDatabase;
let killer: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  killer = new pg.Client({ connectionString: database.url });
  await killer.connect();
});

afterAll(async () => {
  await killer.end();
  await database.drop();
});

/** At whichever moment: between two holders of a connection, say, an error that nobody listens for ends the process. */
it('a database that sends us away while we connect is an error for who connects, and for nobody else', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) outcomes.add(await connectUnderFire());
  expect([...outcomes]).toContain('rejected');
}, 30_000);

async function connectUnderFire(): Promise<string> {
  const dataSource = new DataSource(dataSourceOptions(database.url));
  let over = false;
  const connecting = dataSource.initialize().finally(() => (over = true));
  connecting.catch(() => undefined);
  while (!over)
    await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  const [{ status }] = await Promise.allSettled([connecting]);
  if (status === 'fulfilled') await dataSource.destroy();
  return status;
}

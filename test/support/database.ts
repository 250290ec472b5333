import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** `postgres://…`, for one test file alone. */
  url: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database: a copy of the run's template. Drop it in `afterAll`, after closing what uses it. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase('template_test');
}

/** A database in which nothing is, not even a table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template1');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${template}`);
  return {
    url: serverUrl().replace(/[^/]+$/, name),
    drop: () => onServer(`drop database ${name} with (force)`),
  };
}

/** One statement beside all databases of the run, such as one about a database as a whole. */
export async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_SERVER;
  if (!url) throw new Error('There is no test server: run the tests with `npm test`.');
  return url;
}

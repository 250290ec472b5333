import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** The superuser of the local cluster, and the name of the service's database in it. */
export const ROLE = 'thousandfold';

export function urlOf(port: number, password: string, database: string): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

/** Whether a server is there that takes our password. */
export async function answers(port: number, password: string): Promise<boolean> {
  return run(port, password, 'select 1').then(
    () => true,
    () => false,
  );
}

export async function ensureDatabase(port: number, password: string, name: string): Promise<void> {
  const found = await run(port, password, `select 1 from pg_database where datname = '${name}'`);
  if (found === 0) await run(port, password, `create database "${name}"`);
}

/** Whoever is just closing a connection may finish; a server that does not answer is not asked twice. */
export async function waitForGuestsToLeave(
  port: number,
  password: string,
  patienceMs: number,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  const guests = `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  while (Date.now() < deadline) {
    const count = await run(port, password, guests).catch(() => 0);
    if (count === 0) return;
    await sleep(15);
  }
}

async function run(port: number, password: string, statement: string): Promise<number> {
  const client = new pg.Client({
    connectionString: urlOf(port, password, 'postgres'),
    connectionTimeoutMillis: 1000,
    query_timeout: 10_000,
  });
  // A connection that breaks while nothing is asked of it; a question that breaks says so itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

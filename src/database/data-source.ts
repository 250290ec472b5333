import { types } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from './entities.js';
import { First1763800000000 } from './migrations/1763800000000-first.js';
import { SnakeNaming } from './snake-naming.js';
import { CalmClient, WatchedClient } from './watched-client.js';

/** PostgreSQL's bigint (minor units, counts, ids) as a number; one that a double cannot hold exactly is an error. */
types.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`);
  return value;
});

export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: [First1763800000000],
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    // A surge waits in the pool's queue; PostgreSQL keeps room for a second process and for people.
    poolSize: 20,
    extra: { Client: WatchedClient, connectionTimeoutMillis: 10_000, application_name: 'thousandfold' },
  };
}

/** Brings the database at `url` to the newest schema and says which migrations were run. */
export async function migrate(url: string): Promise<string[]> {
  // A migration may be silent for as long as it takes.
  const dataSource = await new DataSource({
    ...dataSourceOptions(url),
    extra: { Client: CalmClient },
  }).initialize();
  try {
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

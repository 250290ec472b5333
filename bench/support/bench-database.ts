import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrate } from '../../src/database/data-source.js';
import { startDatabase } from '../../src/standins/database/start-database.js';

export interface BenchDatabase {
  url: string;
  dataSource: DataSource;
  stop(): Promise<void>;
}

/** A PostgreSQL of the bench's own, migrated and empty, as durable as in production: every commit waits for the disk. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-bench-'));
  // PostgreSQL does not run as root, and whom it runs as must come in here.
  await chmod(dataDir, 0o755);
  const server = await startDatabase({ dataDir });
  await migrate(server.url);
  const dataSource = await new DataSource(dataSourceOptions(server.url)).initialize();
  return {
    url: server.url,
    dataSource,
    async stop() {
      await dataSource.destroy();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import type { DataSource } from 'typeorm';

export async function runMigrations(dataSource: DataSource): Promise<number> {
  const done = await dataSource.runMigrations({ transaction: 'each' });
  for (const { name } of done) console.log(`ran ${name}`);
  if (done.length === 0) console.log('The schema is the newest.');
  return 0;
}

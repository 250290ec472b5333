import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('the schema', () => {
  it('is what the entities say: no statement is needed to bring the one to the other', async () => {
    const drift = await dataSource.driver.createSchemaBuilder().log();
    // Entities hold ids, not relations: foreign keys are the migrations' alone.
    const missing = drift.upQueries
      .map(({ query }) => query)
      .filter((query) => !/DROP CONSTRAINT "\w+_fkey"/.test(query));
    expect(missing).toEqual([]);
  });

  it('has an entity for every table of ours', async () => {
    const tables: { name: string }[] = await dataSource.query(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations' order by 1`,
    );
    const known = dataSource.entityMetadatas.map((entity) => entity.tableName).sort();
    expect(known).toEqual(tables.map(({ name }) => name));
  });
});

import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { startService } from '../../../src/service.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';
import { payPages } from './paid-pages.js';

const metricsToken = 'a-token-for-the-metrics';
let product: TestService;
let dataSource: DataSource;

beforeAll(async () => {
  product = await startTestService({ env: { CATCH_UP: 'on', METRICS_TOKEN: metricsToken } });
  dataSource = await new DataSource(dataSourceOptions(product.settings.DATABASE_URL ?? '')).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await product.close();
});

it('a start brings in what happened while nothing was running; after that it is every five minutes', async () => {
  const { data } = await product.stripe.webhookEndpoints.list();
  await product.stripe.webhookEndpoints.update(data[0]?.id ?? '', { disabled: true });
  await product.service.close();
  const pages = { purpose: 'donation', interval: 'once', details: {} } as const;
  await payPages({ ...product, dataSource }, 3, pages);

  const again = await startService(product.settings);
  try {
    await eventually(
      () => dataSource.query(`select count(*) as paid from purchases where status = 'paid'`),
      ([row]) => row.paid === 3,
    );
    const schedules = await eventually(
      () => dataSource.query(`select cron from pgboss.schedule where name = 'catch-up'`),
      (rows) => rows.length > 0,
    );
    expect(schedules).toEqual([{ cron: '*/5 * * * *' }]);
    const figures = await fetch(`${product.url}/metrics`, {
      headers: { authorization: `Bearer ${metricsToken}` },
    });
    expect(await figures.text()).toMatch(/thousandfold_catch_up_events_total\{event="added"\} 3\b/);
  } finally {
    await again.close();
  }
});

import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { EntityManager } from 'typeorm';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadSettings } from '../../src/config/settings.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { HttpModule } from '../../src/http/http.module.js';
import { OutcomeHandlers } from '../../src/payments/handlers.js';
import type { Outcome } from '../../src/payments/outcome.js';
import { PaymentsModule } from '../../src/payments/payments.module.js';

/** Payments as a process of its own, with a feature that writes one row for each outcome. Tells its port to its parent, and when asked its CPU time. */
const testing = await Test.createTestingModule({
  imports: [ConfigModule.with(loadSettings(process.env)), DatabaseModule, HttpModule, PaymentsModule],
}).compile();
const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
app.get(OutcomeHandlers).register('bench', writeDown);
await app.listen(0, '127.0.0.1');
process.send?.({ port: Number(new URL(await app.getUrl()).port) });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1000, memory: process.memoryUsage.rss() });
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => void app.close().then(() => process.exit()));

async function writeDown(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
  await manager.query('insert into bench_effects (purchase_id) select unnest($1::uuid[])', [
    outcomes.map(({ purchase }) => purchase.id),
  ]);
}

import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { sameSecret } from '../common/ids.js';
import type { Settings } from '../config/settings.js';

/** For operators: is the process alive, may it be sent traffic, how does it fare. */
export function registerOperations(
  fastify: FastifyInstance,
  dataSource: DataSource,
  settings: Settings,
): void {
  fastify.get('/healthz', () => ({ status: 'ok' }));

  fastify.get('/readyz', async (_request, reply) => {
    const [database, migrations] = await Promise.all([
      check(() => dataSource.query('select 1')),
      check(() => upToDate(dataSource)),
    ]);
    const checks = { database, migrations };
    const ready = Object.values(checks).every((state) => state === 'ok');
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  });

  // Figures tell a stranger too much: without a token that was set on purpose, there is no such page.
  const token = settings.METRICS_TOKEN;
  if (!token) return;
  register.clear();
  collectDefaultMetrics();
  fastify.get('/metrics', async (request, reply) => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!sameSecret(given, token)) return reply.status(404).send();
    return reply.type(register.contentType).send(await register.metrics());
  });
}

async function upToDate(dataSource: DataSource): Promise<void> {
  if (await dataSource.showMigrations()) throw new Error('migrations are pending');
}

/** A balancer gives up waiting before a database that is cut off does. */
const PATIENCE_MS = 2_000;

async function check(probe: () => Promise<unknown>): Promise<'ok' | 'failing'> {
  const late = sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error('no answer in time');
  });
  return Promise.race([probe(), late]).then(
    () => 'ok',
    () => 'failing',
  );
}

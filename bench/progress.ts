import autocannon from 'autocannon';
import { startBenchDatabase } from './support/bench-database.js';
import type { Measurement } from './support/measurement.js';
import { type ServiceProcess, startProcess } from './support/service-process.js';

const ROUNDS = 3;
const SECONDS = 4;
const PATH = '/api/campaigns/birthday';

interface Figure {
  perSecond: number;
  p99: number;
}

/** The campaign's number as readers' browsers ask for it, beside the same bytes from bare servers, in turn in one run. */
export async function measure(): Promise<Measurement[]> {
  const database = await startBenchDatabase();
  const service = await startProcess('./whole-service.ts', settingsFor(database.url));
  const url = `http://127.0.0.1:${service.port}${PATH}`;
  const answer = await fetch(url);
  const env = { BODY: await answer.text(), HEADERS: JSON.stringify(ownHeaders(answer)) };
  const fastify = await startProcess('./bare-servers.ts', { ...env, BARE: 'fastify' });
  const node = await startProcess('./bare-servers.ts', { ...env, BARE: 'node' });
  const servers = { service, fastify, node };
  try {
    return [
      ...(await compare('200', servers, {})),
      ...(await compare('304', servers, { 'if-none-match': answer.headers.get('etag') ?? '' })),
    ];
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    await database.stop();
  }
}

/** What the service says itself; the rest every server adds. */
function ownHeaders(answer: Response): Record<string, string> {
  const added = ['connection', 'content-length', 'date', 'keep-alive'];
  return Object.fromEntries([...answer.headers].filter(([name]) => !added.includes(name)));
}

async function compare(
  status: string,
  servers: Record<'service' | 'fastify' | 'node', ServiceProcess>,
  headers: Record<string, string>,
): Promise<Measurement[]> {
  const figures: Record<string, Figure[]> = { service: [], fastify: [], node: [] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, server] of Object.entries(servers))
      figures[name]?.push(await load(server, status, headers));
  const [service, fastify, node] = ['service', 'fastify', 'node'].map((name) => middle(figures[name] ?? []));
  if (!service || !fastify || !node) throw new Error('nothing was measured');
  const figure = {
    what: `progress, ${status}`,
    value: service.perSecond,
    unit: 'requests/s',
    details: { p99: service.p99 },
  };
  return [
    {
      ...figure,
      beside: { what: 'bare Fastify', value: fastify.perSecond },
      target: 0.9 * fastify.perSecond,
    },
    {
      ...figure,
      beside: { what: 'bare node:http', value: node.perSecond },
      ...(status === '304' && { target: 0.9 * node.perSecond }),
    },
    {
      what: `progress, ${status}, p99`,
      value: service.p99,
      unit: 'ms',
      beside: { what: 'bare Fastify', value: fastify.p99 },
    },
  ];
}

async function load(
  { port }: ServiceProcess,
  status: string,
  headers: Record<string, string>,
): Promise<Figure> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${PATH}`,
    connections: 50,
    duration: SECONDS,
    headers,
  });
  const answered = result.statusCodeStats?.[status as '200']?.count ?? 0;
  if (answered !== result.requests.total)
    throw new Error(`only ${answered} of ${result.requests.total} answers were ${status}`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

function middle(figures: Figure[]): Figure | undefined {
  return figures.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(figures.length / 2)];
}

function settingsFor(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: 'whsec_bench',
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-for-the-bench-of-32-characters',
  };
}

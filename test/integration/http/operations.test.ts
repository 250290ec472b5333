import { loadSettings } from '../../../src/config/settings.js';
import { startService, type Service } from '../../../src/service.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const metricsToken = 'a-token-for-the-figures';
let database: TestDatabase;
let service: Service;

beforeAll(async () => {
  database = await createTestDatabase();
  const settings = loadSettings({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: database.url,
    STRIPE_SECRET_KEY: 'sk_test_nobody',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: 'whsec_nobody',
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    METRICS_TOKEN: metricsToken,
    LOG_LEVEL: 'error',
    STRIPE_PAGES_DOMAIN: 'pay.example.org',
  });
  service = await startService(settings);
});

afterAll(async () => {
  await service.close();
  await database.drop();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(service.url + path, { headers });

it('lets a form lead to Stripe’s pages under a domain of the newsroom’s', async () => {
  const policy = (await get('/sign-in')).headers.get('content-security-policy');
  expect(policy).toMatch(/form-action [^;]* https:\/\/pay\.example\.org(;|$)/);
});

const outerFace = [
  '/api/campaigns',
  '/api/campaigns/{slug}',
  '/api/campaigns/{slug}/stream',
  '/api/campaigns/{slug}/ledger',
  '/api/campaigns/{slug}/banner',
  '/api/newsletters/subscriptions',
  '/api/staff/placements/{key}',
  '/api/staff/newsletters/{key}',
  '/api/staff/exports/newsletters.csv',
  '/api/plans',
  '/api/checkout/membership',
  '/api/checkout/gift',
  '/api/checkout/donation',
  '/api/purchases/{id}',
  '/api/gifts/{token}',
  '/api/gifts/{token}/redeem',
  '/api/membership',
  '/webhooks/stripe',
  '/api/staff/campaigns',
  '/api/staff/campaigns/{slug}/ledger',
  '/api/staff/members/{id}',
  '/api/staff/purchases/{id}/refund',
  '/api/staff/inbox/{eventId}/replay',
];

describe('for operators', () => {
  it('says that the process lives', async () => {
    const answer = await get('/healthz');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok' });
  });

  it('says that the database is there and migrated', async () => {
    const answer = await get('/readyz');
    expect(await answer.json()).toEqual({ status: 'ok', checks: { database: 'ok', migrations: 'ok' } });
  });

  it('shows figures to the holder of the token alone', async () => {
    expect((await get('/metrics')).status).toBe(404);
    expect((await get('/metrics', { authorization: 'Bearer another-token-of-any-kind' })).status).toBe(404);
    const answer = await get('/metrics', { authorization: `Bearer ${metricsToken}` });
    expect(await answer.text()).toContain('process_cpu_seconds_total');
  });
});

describe('any answer', () => {
  it('is a clear error in JSON for a program', async () => {
    const answer = await get('/api/nothing-here');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: { code: 'not_found', message: expect.any(String) } });
  });

  it('carries the headers that browsers need', async () => {
    const answer = await get('/healthz');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('describes itself: every route of the outer face, and every field of what it takes', async () => {
    const answer = await get('/api/openapi.json');
    const { paths, components } = (await answer.json()) as {
      paths: Record<string, object>;
      components: { schemas: Record<string, { properties?: object }> };
    };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(outerFace));
    const empty = Object.entries(components.schemas).filter(
      ([, { properties = {} }]) => Object.keys(properties).length === 0,
    );
    expect(empty).toEqual([]);
  });
});

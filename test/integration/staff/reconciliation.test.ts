import type { Role } from '../../../src/accounts/staff-account.js';
import { Sessions } from '../../../src/accounts/sessions.service.js';
import { StaffAccount } from '../../../src/accounts/staff-account.js';
import { newId } from '../../../src/common/ids.js';
import { type Bought, Cast } from '../../support/cast.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

interface Report {
  id: string;
  since: string;
  fix: boolean;
  compared: number;
  differences: number;
  finishedAt: string | null;
}

interface Difference {
  objectId: string;
  purchaseId: string | null;
  stripe: string;
  ours: string;
  eventState: string | null;
}

describe('comparing with Stripe, by staff', () => {
  let product: TestService;
  let cast: Cast;
  let ann: Bought;
  const cookies = {} as Record<Role, string>;

  beforeAll(async () => {
    product = await startTestService();
    cast = new Cast(product);
    for (const role of ['viewer', 'administrator'] as const) cookies[role] = await cookieFor(role);
    const endpoints = await product.stripe.webhookEndpoints.list();
    await product.stripe.webhookEndpoints.update(endpoints.data[0]?.id ?? '', { disabled: true });
    ann = await cast.joins('ann@example.test');
  }, 60_000);
  afterAll(() => product.close());

  async function cookieFor(role: Role): Promise<string> {
    const email = `${role}@example.test`;
    await product.dataSource.getRepository(StaffAccount).upsert({ id: newId(), email, role }, ['email']);
    const sessions = product.service.app.get(Sessions, { strict: false });
    const { token } = await sessions.start(product.dataSource.manager, email, 'staff');
    return `tf_session=${token}`;
  }

  const api = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${product.url}/api/staff/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${staffToken}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const read = async (path: string, role: Role): Promise<string> =>
    (await fetch(product.url + path, { headers: { cookie: cookies[role], accept: 'text/html' } })).text();
  const press = (fields: Record<string, string>, role: Role): Promise<Response> =>
    fetch(`${product.url}/staff/reconciliation`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookies[role], 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
  /** The newest one, once there are so many and it is complete. */
  const report = async (count: number): Promise<Report> => {
    const { reports } = await eventually(
      () => api<{ reports: Report[] }>('reconciliations'),
      ({ reports: all }) => all.length === count && all.every(({ finishedAt }) => finishedAt !== null),
    );
    if (!reports[0]) throw new Error('no report');
    return reports[0];
  };
  const differencesOf = async ({ id }: Report): Promise<Difference[]> =>
    (await api<{ differences: Difference[] }>(`reconciliations/${id}`)).differences;

  it('has nothing to say before the first one', async () => {
    expect(await read('/staff/reconciliation', 'viewer')).toContain('Nothing was compared yet.');
    expect(await read('/staff/inbox', 'viewer')).toContain('href="/staff/reconciliation"');
  });

  it('is for administrators to ask for', async () => {
    expect((await press({}, 'viewer')).status).toBe(403);
    expect(await read('/staff/reconciliation', 'viewer')).not.toContain('Compare now');
    expect(await read('/staff/reconciliation', 'administrator')).toContain('Compare now');
    expect((await press({ since: 'yesterday' }, 'administrator')).status).toBe(400);
  });

  it('shows what was missed, here and on the first screen, and changes nothing', async () => {
    const answer = await press({}, 'administrator');
    expect(answer.headers.get('location')).toBe('/staff/reconciliation?done=1');
    const found = await report(1);
    expect(found).toMatchObject({ fix: false, differences: expect.any(Number) });
    const differences = await differencesOf(found);
    expect(differences).toHaveLength(found.differences);
    expect(differences).toContainEqual(
      expect.objectContaining({ objectId: ann.session, purchaseId: ann.purchase, ours: 'open' }),
    );
    const page = await read(`/staff/reconciliation/${found.id}`, 'administrator');
    const expected = [ann.session, `/staff/purchases/${ann.purchase}`, 'not yet', 'put it right'];
    expect(expected.filter((words) => !page.includes(words))).toEqual([]);
    expect(await read('/staff', 'viewer')).toContain('The last comparison with Stripe found');
    expect(await cast.isMember('ann@example.test')).toMatchObject({ member: false });
  });

  it('puts it right, and the next one finds nothing', async () => {
    const { since } = await report(1);
    await press({ fix: 'true', since }, 'administrator');
    const fixing = await report(2);
    expect(fixing).toMatchObject({ fix: true, since });
    await eventually(
      () => differencesOf(fixing),
      (differences) => differences.every(({ eventState }) => eventState === 'applied'),
    );
    expect(await cast.isMember('ann@example.test')).toMatchObject({ member: true });
    expect(await read('/staff', 'viewer')).not.toContain('The last comparison with Stripe found');

    await api('reconciliations', {});
    const last = await report(3);
    expect(await differencesOf(last)).toEqual([]);
    expect(last.compared).toBeGreaterThan(0);
    expect(await read(`/staff/reconciliation/${last.id}`, 'viewer')).toContain('No differences');
    const audit = await api<{ entries: { action: string }[] }>('audit');
    expect(
      audit.entries.map(({ action }) => action).filter((one) => one.startsWith('reconciliation')),
    ).toEqual(['reconciliation.run', 'reconciliation.fix', 'reconciliation.run']);
  });

  it('knows no other report', async () => {
    for (const id of ['none', newId()]) {
      const answer = await fetch(`${product.url}/api/staff/reconciliations/${id}`, {
        headers: { authorization: `Bearer ${staffToken}` },
      });
      expect(answer.status).toBe(404);
    }
  });
});

import { AuditEntry } from '../../../src/accounts/audit-entry.js';
import type { Role } from '../../../src/accounts/staff-account.js';
import { type StaffApp, staffToken, startStaffApp } from './staff-app.js';

let running: StaffApp;
const cookies = {} as Record<Role, string>;

beforeAll(async () => {
  running = await startStaffApp();
  for (const role of ['viewer', 'editor'] as const) cookies[role] = await running.cookieFor(role);
  await running.dataSource.query(
    `insert into newsletter_subscriptions (id, email, normalised_email, newsletter, asked_at, confirmed_at, left_at, livemode)
     select gen_random_uuid(), n || '@example.net', n || '@example.net', 'river', now(),
       case when n <= 5 then now() end, case when n = 5 then now() end, n = 8 from generate_series(1, 8) n`,
  );
}, 60_000);
afterAll(() => running.close());

const api = (method: string, path = '', body?: object, token = staffToken): Promise<Response> =>
  fetch(`${running.url}/api/staff/newsletters${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });

const submit = (fields: Record<string, string>, path = '', role: Role = 'editor'): Promise<Response> =>
  fetch(`${running.url}/staff/newsletters${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies[role], 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    body: new URLSearchParams(fields),
  });

const open = async (path = '', role: Role = 'editor'): Promise<string> =>
  (await fetch(`${running.url}/staff/newsletters${path}`, { headers: { cookie: cookies[role] } })).text();

interface List {
  key: string;
  name: string;
  confirmed: number;
  waiting: number;
  hidden: boolean;
}

async function lists(): Promise<List[]> {
  return ((await (await api('GET')).json()) as { newsletters: List[] }).newsletters;
}

async function fieldsOf(answer: Response): Promise<Record<string, string>> {
  return ((await answer.json()) as { error: { fields: Record<string, string> } }).error.fields;
}

const audited = (action: string, key: string): Promise<AuditEntry[]> =>
  running.dataSource.getRepository(AuditEntry).findBy({ action, subject: `newsletter:${key}` });

const offered = async (): Promise<string[]> => {
  const rows: { key: string }[] = await running.dataSource.query(
    'select key from newsletters where not hidden order by position, key',
  );
  return rows.map(({ key }) => key);
};

describe('the newsletters', () => {
  it('are counted by who confirmed and who is asked, of this mode', async () => {
    const river = (await lists()).find(({ key }) => key === 'river');
    expect(river).toMatchObject({ confirmed: 4, waiting: 2, hidden: false });
    expect(await open()).toMatch(/River letters[\s\S]*?>4<[\s\S]*?>2</);
  });

  it('are made, renamed, ordered and hidden by programs, on record', async () => {
    const made = await api('PUT', '/courts', {
      name: 'The courts',
      description: 'Each verdict.',
      position: 9,
    });
    expect(made.status).toBe(200);
    expect(await offered()).toEqual(['weekly', 'river', 'members', 'courts']);
    await api('PUT', '/courts', { name: 'In court', description: 'Each verdict.', position: 0 });
    expect(await offered()).toEqual(['courts', 'weekly', 'river', 'members']);
    await api('PUT', '/courts', { name: 'In court', description: 'Each verdict.', hidden: true });
    expect(await offered()).toEqual(['weekly', 'river', 'members']);
    expect((await audited('newsletter.save', 'courts')).map(({ details }) => details)).toMatchObject([
      { before: null, after: { name: 'The courts' } },
      { before: { name: 'The courts' }, after: { name: 'In court' } },
      { before: { hidden: false }, after: { hidden: true } },
    ]);
    expect((await api('DELETE', '/courts')).status).toBe(200);
    expect((await api('DELETE', '/courts')).status).toBe(404);
  });

  it('are made and changed by an editor in a form, which keeps what was typed', async () => {
    const wrong = await submit({ key: 'Sport!', name: 'Sport', description: '', position: '3' });
    expect(wrong.status).toBe(400);
    const page = await wrong.text();
    expect(page).toContain('value="Sport!"');
    expect(page).toContain('Please use small letters');
    expect(page).toContain('Please say in one sentence');
    expect((await submit({ key: 'new', name: 'News', description: 'Daily.' })).status).toBe(400);
    const filled = { key: 'sport', name: 'Sport', description: 'Mondays.', position: '3' };
    expect((await submit(filled)).status).toBe(303);
    expect(await open('/sport')).toContain('value="Mondays."');
    expect((await submit({ ...filled, name: 'Another' })).status).toBe(400);
    expect((await submit({ ...filled, known: 'sport', name: 'Sports', hidden: 'on' })).status).toBe(303);
    expect((await lists()).find(({ key }) => key === 'sport')).toMatchObject({
      name: 'Sports',
      hidden: true,
    });
  });

  it('go only when they are hidden and it is said how many addresses go too', async () => {
    expect(await open('/river')).toContain('Hide it first');
    expect(await fieldsOf(await api('DELETE', '/river?addresses=6'))).toHaveProperty('key');
    await api('PUT', '/river', { name: 'River letters', description: 'Monthly.', hidden: true });
    expect(await open('/river')).toContain('6 addresses go with it');
    expect(await fieldsOf(await api('DELETE', '/river'))).toHaveProperty('addresses');
    expect(await (await submit({ addresses: '5' }, '/river/remove')).text()).toContain('It has 6 addresses');
    expect((await submit({ addresses: '6' }, '/river/remove')).status).toBe(303);
    expect((await lists()).map(({ key }) => key)).not.toContain('river');
    expect(await audited('newsletter.remove', 'river')).toMatchObject([
      { details: { confirmed: 4, waiting: 2 } },
    ]);
  });

  it('forget an address that asks for it, and keep no note of it', async () => {
    await running.dataSource.query(
      `insert into newsletter_subscriptions (id, email, normalised_email, newsletter, asked_at, livemode)
       select gen_random_uuid(), 'Ann@example.net', 'ann@example.net', key, now(), false from newsletters`,
    );
    expect(await (await submit({ email: 'ann' }, '/forget')).text()).toContain('value="ann"');
    const done = await submit({ email: 'ANN@example.net' }, '/forget');
    expect(done.headers.get('location')).toBe('/staff/newsletters?forgotten=3');
    expect(await open('?forgotten=3')).toContain('It was on 3 newsletters');
    const kept = await running.dataSource.query(
      `select from newsletter_subscriptions where normalised_email = 'ann@example.net'
       union all select from audit_entries where details::text ilike '%ann@%'`,
    );
    expect(kept).toEqual([]);
  });

  it('are read by viewers and changed by editors', async () => {
    expect(await open('', 'viewer')).not.toContain('/staff/newsletters/weekly');
    for (const path of ['', '/forget', '/weekly/remove'])
      expect((await submit({ email: 'a@b.example' }, path, 'viewer')).status).toBe(403);
    expect((await api('PUT', '/x', { name: 'X', description: 'X' }, 'wrong')).status).toBe(401);
  });
});

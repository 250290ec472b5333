import { DataSource } from 'typeorm';
import { Sessions } from '../../../src/accounts/sessions.service.js';
import { type Role, StaffAccount } from '../../../src/accounts/staff-account.js';
import { SystemClock } from '../../../src/common/clock.js';
import { newId } from '../../../src/common/ids.js';
import { type AccountsApp, staffToken, startAccountsApp } from './accounts-app.js';

type Who = 'nobody' | 'reader' | Role | 'token' | 'wrong token';

describe('access', () => {
  let running: AccountsApp;
  const headersOf = new Map<Who, Record<string, string>>([
    ['nobody', {}],
    ['token', { authorization: `Bearer ${staffToken}` }],
    ['wrong token', { authorization: `Bearer ${staffToken}x` }],
  ]);

  beforeAll(async () => {
    running = await startAccountsApp(new SystemClock());
    const dataSource = running.app.get(DataSource);
    for (const role of ['viewer', 'editor', 'administrator'] as const) {
      const email = `${role}@example.test`;
      await dataSource.getRepository(StaffAccount).insert({ id: newId(), email, role });
      headersOf.set(role, await signedIn(email, 'staff'));
    }
    headersOf.set('reader', await signedIn('ann@example.test', 'reader'));

    async function signedIn(email: string, audience: 'staff' | 'reader'): Promise<Record<string, string>> {
      const { token } = await running.app.get(Sessions).start(dataSource.manager, email, audience);
      return { cookie: `tf_session=${token}` };
    }
  });
  afterAll(() => running.close());

  const call = async (who: Who, method: string, path: string, more: Record<string, string> = {}) =>
    fetch(`${running.url}/probe/${path}`, { method, headers: { ...headersOf.get(who), ...more } });

  const table: Record<string, [method: string, answers: Record<Who, number>]> = {
    public: [
      'GET',
      {
        nobody: 200,
        reader: 200,
        viewer: 200,
        editor: 200,
        administrator: 200,
        token: 200,
        'wrong token': 200,
      },
    ],
    reader: [
      'GET',
      {
        nobody: 401,
        reader: 200,
        viewer: 200,
        editor: 200,
        administrator: 200,
        token: 403,
        'wrong token': 401,
      },
    ],
    viewer: [
      'GET',
      {
        nobody: 401,
        reader: 403,
        viewer: 200,
        editor: 200,
        administrator: 200,
        token: 200,
        'wrong token': 401,
      },
    ],
    editor: [
      'GET',
      {
        nobody: 401,
        reader: 403,
        viewer: 403,
        editor: 200,
        administrator: 200,
        token: 200,
        'wrong token': 401,
      },
    ],
    administrator: [
      'DELETE',
      {
        nobody: 401,
        reader: 403,
        viewer: 403,
        editor: 403,
        administrator: 200,
        token: 200,
        'wrong token': 401,
      },
    ],
    forgotten: [
      'GET',
      {
        nobody: 403,
        reader: 403,
        viewer: 403,
        editor: 403,
        administrator: 403,
        token: 403,
        'wrong token': 403,
      },
    ],
  };
  const cases = Object.entries(table).flatMap(([path, [method, answers]]) =>
    Object.entries(answers).map(([who, status]) => [path, who as Who, status, method] as const),
  );

  it.each(cases)('%s by %s: %i', async (path, who, status, method) => {
    const answer = await call(who, method, path, { 'sec-fetch-site': 'same-origin' });
    expect(answer.status).toBe(status);
    const { error } = (await answer.json()) as { error?: { code: string; message: string } };
    expect(typeof error?.message).toBe(status < 400 ? 'undefined' : 'string');
  });

  const origins: [string, Record<string, string>, number][] = [
    ['a page of ours', { 'sec-fetch-site': 'same-origin' }, 201],
    ['the person themselves', { 'sec-fetch-site': 'none' }, 201],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour on the same domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['a frame without an origin', { origin: 'null' }, 403],
    ['who says nothing', {}, 403],
  ];

  it.each(origins)('changes nothing in the name of a cookie for %s', async (_who, headers, status) => {
    expect((await call('viewer', 'POST', 'viewer', headers)).status).toBe(status);
  });

  it('takes our own origin from a browser that does not say more', async () => {
    expect((await call('viewer', 'POST', 'viewer', { origin: running.url })).status).toBe(201);
  });

  it('lets a program with a token come from anywhere', async () => {
    expect((await call('token', 'POST', 'viewer')).status).toBe(201);
  });

  it('does not take a foreign page for the person whose cookie it sends', async () => {
    const foreign = await call('reader', 'POST', 'public', { 'sec-fetch-site': 'cross-site' });
    expect(await foreign.json()).toEqual({ actor: null });
    const own = await call('reader', 'POST', 'public', { 'sec-fetch-site': 'same-origin' });
    expect(await own.json()).toMatchObject({ actor: { email: 'ann@example.test', role: null } });
  });

  it('takes a cookie that was never given for nobody', async () => {
    const answer = await call('nobody', 'GET', 'viewer', { cookie: 'tf_session=made-up' });
    expect(answer.status).toBe(401);
  });
});

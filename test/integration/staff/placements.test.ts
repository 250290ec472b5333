import { AuditEntry } from '../../../src/accounts/audit-entry.js';
import type { Role } from '../../../src/accounts/staff-account.js';
import { noRules } from '../../../src/placements/placement-rules.js';
import { type StaffApp, staffToken, startStaffApp } from './staff-app.js';

let running: StaffApp;
const cookies = {} as Record<Role, string>;

beforeAll(async () => {
  running = await startStaffApp();
  for (const role of ['viewer', 'editor'] as const) cookies[role] = await running.cookieFor(role);
}, 60_000);
afterAll(() => running.close());

const api = (method: string, path = '', body?: object, token = staffToken): Promise<Response> =>
  fetch(`${running.url}/api/staff/placements${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });

const submit = (fields: Record<string, string>, role: Role = 'editor', path = ''): Promise<Response> =>
  fetch(`${running.url}/staff/placements${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies[role], 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    body: new URLSearchParams(fields),
  });

const open = async (path = '', role: Role = 'editor'): Promise<string> =>
  (await fetch(`${running.url}/staff/placements${path}`, { headers: { cookie: cookies[role] } })).text();

async function rulesOf(key: string): Promise<object | undefined> {
  const { placements } = (await (await api('GET')).json()) as {
    placements: { key: string; rules: object }[];
  };
  return placements.find((one) => one.key === key)?.rules;
}

async function fieldsOf(answer: Response): Promise<Record<string, string>> {
  return ((await answer.json()) as { error: { fields: Record<string, string> } }).error.fields;
}

describe('the rules of a placement', () => {
  it('are set by a program; what is left out is no rule; and it is on record', async () => {
    const answer = await api('PUT', '/front', { share: 50, sections: ['River'] });
    expect(answer.status).toBe(200);
    expect(await rulesOf('front')).toEqual({ ...noRules, share: 50, sections: ['River'] });
    const [entry] = await running.dataSource
      .getRepository(AuditEntry)
      .findBy({ action: 'placement.save', subject: 'placement:front' });
    expect(entry).toMatchObject({ actor: 'api token', details: { before: null, after: { share: 50 } } });
  });

  it('are set by an editor in a form without script, and shown in it again', async () => {
    const posted = { ...filled, key: 'story', active: 'on', hideFromMembers: 'on' };
    const answer = await submit(posted);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/placements?done=1']);
    expect(await rulesOf('story')).toEqual({
      ...noRules,
      sections: ['River', 'City'],
      languages: ['en', 'uk'],
      sensitivePages: ['/obituaries/*', '/about'],
      maxViews: 3,
      gapHours: 12,
      hideFromMembers: true,
    });
    const page = await open('/story');
    expect(page).toContain('value="River, City"');
    expect(page).toContain('/obituaries/*\n/about');
    expect(await open()).toContain('Sections: River, City');
  });

  it('take the banner off when the box is not ticked', async () => {
    await submit({ ...filled, key: 'story' });
    expect(await rulesOf('story')).toMatchObject({ active: false, hideFromMembers: false });
    expect(await open()).toContain('taken off');
  });

  it('keep what was typed and say at the field what is wrong', async () => {
    const answer = await submit({ ...filled, key: 'Front Page!', share: 'half', countries: 'Ukraine' });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('Please use small letters');
    expect(page).toContain('whole number from 1 to 100');
    expect(page).toContain('value="half"');
    expect(page).toContain('value="Front Page!"');
  });

  it.each([
    [{ share: 0 }, 'share'],
    [{ share: 101 }, 'share'],
    [{ maxViews: -1 }, 'maxViews'],
    [{ viewDays: 1.5 }, 'viewDays'],
    [{ sensitivePages: ['obituaries'] }, 'sensitivePages'],
    [{ languages: ['english'] }, 'languages'],
    [{ sections: 5 }, 'sections'],
    [{ active: 'maybe' }, 'active'],
    [{ colour: 'red' }, 'colour'],
    [{ countries: ['UA'] }, 'countries'],
  ])('refuse %j', async (body, field) => {
    const answer = await api('PUT', '/front', body);
    expect(answer.status).toBe(400);
    expect(Object.keys(await fieldsOf(answer))).toEqual([field]);
    expect(await rulesOf('front')).toMatchObject({ share: 50 });
  });

  it('are for editors to change, and for viewers to see', async () => {
    expect((await submit({ ...filled, key: 'other' }, 'viewer')).status).toBe(403);
    expect((await submit({}, 'viewer', '/front/remove')).status).toBe(403);
    expect(await open('', 'viewer')).toContain('front');
    expect((await api('PUT', '/other', {}, 'wrong')).status).toBe(401);
    expect(await rulesOf('other')).toBeUndefined();
  });

  it('are removed, which is on record too', async () => {
    expect((await submit({}, 'editor', '/story/remove')).status).toBe(303);
    expect(await rulesOf('story')).toBeUndefined();
    expect((await api('DELETE', '/story')).status).toBe(404);
    expect(await running.dataSource.getRepository(AuditEntry).countBy({ action: 'placement.remove' })).toBe(
      1,
    );
  });

  it('give the lines for the newsroom’s pages, with an integrity', async () => {
    const page = await open();
    expect(page).toMatch(/\/embed\.[0-9a-f]{12}\.js/);
    expect(page).toContain('sha384-');
  });
});

const filled = {
  sections: 'River, City',
  tags: '',
  languages: 'EN, uk',
  countries: '',
  sensitivePages: '/obituaries/*\r\n/about',
  share: '100',
  maxViews: '3',
  viewDays: '30',
  gapHours: '12',
  afterArticles: '0',
  quietDaysNotNow: '7',
  quietDaysMember: '90',
};

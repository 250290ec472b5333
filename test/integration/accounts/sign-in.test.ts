import { DataSource } from 'typeorm';
import { Session } from '../../../src/accounts/session.js';
import { Sessions } from '../../../src/accounts/sessions.service.js';
import { SignInLink } from '../../../src/accounts/sign-in-link.js';
import { SignIn } from '../../../src/accounts/sign-in.service.js';
import { StaffAccount } from '../../../src/accounts/staff-account.js';
import { MovableClock } from '../../../src/common/clock.js';
import { eventually } from '../../support/eventually.js';
import { type AccountsApp, startAccountsApp } from './accounts-app.js';

const start = new Date('2026-11-22T12:00:00Z');
const minutes = (count: number): Date => new Date(start.getTime() + count * 60_000);

describe('signing in by a link in an e-mail', () => {
  const clock = new MovableClock(start);
  let running: AccountsApp;
  let signIn: SignIn;
  let dataSource: DataSource;
  let ip = 0;

  beforeAll(async () => {
    running = await startAccountsApp(clock);
    signIn = running.app.get(SignIn);
    dataSource = running.app.get(DataSource);
    signIn.recogniseReaders(async (email) => email === 'ann@example.test');
  });
  afterAll(() => running.close());
  beforeEach(() => clock.moveTo(start));

  const ask = (email: string, audience: 'staff' | 'reader', next?: string): Promise<void> =>
    signIn.request({ email, audience, next, ip: `10.0.0.${++ip}` });
  const mailedTo = async (email: string): Promise<{ links: string[] }[]> =>
    (await (await fetch(`${running.mailboxUrl}/api/messages?to=${email}`)).json()) as { links: string[] }[];
  const post = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${running.url}${path}`, { method: 'POST', headers });
  const tokenOf = (link: string): string => new URL(link).pathname.split('/').at(-1) ?? '';
  const cookieOf = (response: Response): string =>
    (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

  it('takes staff from the form to a session over a real e-mail', async () => {
    await ask(' STAFF@Example.test ', 'staff', '/staff/inbox?state=parked');
    const [mail] = await eventually(
      () => mailedTo('staff@example.test'),
      (mails) => mails.length > 0,
    );
    const link = mail?.links[0] ?? '';
    expect(link).toMatch(
      /^http:\/\/127\.0\.0\.1:3000\/staff\/sign-in\/[\w-]{43}\?next=%2Fstaff%2Finbox%3Fstate%3Dparked$/,
    );
    const signedIn = await post(`/probe/sign-in/staff/${tokenOf(link)}`);
    expect(signedIn.headers.get('set-cookie')).toMatch(
      /^tf_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const seen = await fetch(`${running.url}/probe/viewer`, { headers: { cookie: cookieOf(signedIn) } });
    expect(await seen.json()).toEqual({
      actor: { name: 'staff@example.test', email: 'staff@example.test', role: 'administrator', by: 'cookie' },
    });
  });

  it('takes a reader to a session of 30 days that opens nothing of staff', async () => {
    await ask('ann@example.test', 'reader');
    const [mail] = await eventually(
      () => mailedTo('ann@example.test'),
      (mails) => mails.length > 0,
    );
    const signedIn = await post(`/probe/sign-in/reader/${tokenOf(mail?.links[0] ?? '')}`);
    expect(signedIn.headers.get('set-cookie')).toContain('Max-Age=2592000');
    const headers = { cookie: cookieOf(signedIn) };
    expect((await fetch(`${running.url}/probe/reader`, { headers })).status).toBe(200);
    expect((await fetch(`${running.url}/probe/viewer`, { headers })).status).toBe(403);
  });

  it('answers the same for an address that nobody knows, and sends nothing', async () => {
    const before = await dataSource.getRepository(SignInLink).count();
    await expect(ask('stranger@example.test', 'staff')).resolves.toBeUndefined();
    await expect(ask('ann@example.test', 'staff')).resolves.toBeUndefined();
    expect(await dataSource.getRepository(SignInLink).count()).toBe(before);
  });

  it('refuses what is no address', async () => {
    await expect(ask('no address', 'staff')).rejects.toMatchObject({ fields: { email: expect.any(String) } });
  });

  it('works once, also when it is pressed twice at the same instant', async () => {
    const token = tokenOf(await signIn.staffSignInLink('staff@example.test'));
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(`/probe/sign-in/staff/${token}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 410, 410, 410]);
  });

  it.each([
    ['after 14 minutes', 14, 201],
    ['not after 15', 15, 410],
  ])('works %s', async (_when, after, status) => {
    const token = tokenOf(await signIn.staffSignInLink('staff@example.test'));
    clock.moveTo(minutes(after));
    expect((await post(`/probe/sign-in/staff/${token}`)).status).toBe(status);
  });

  it('opens only the door that it was made for', async () => {
    const token = tokenOf(await signIn.staffSignInLink('staff@example.test'));
    expect((await post(`/probe/sign-in/reader/${token}`)).status).toBe(410);
    expect((await post(`/probe/sign-in/staff/${token}x`)).status).toBe(410);
  });

  it('keeps only hashes', async () => {
    const token = tokenOf(await signIn.staffSignInLink('staff@example.test'));
    const cookie = cookieOf(await post(`/probe/sign-in/staff/${token}`)).replace('tf_session=', '');
    const kept = JSON.stringify([
      await dataSource.getRepository(SignInLink).find(),
      await dataSource.getRepository(Session).find(),
    ]);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(cookie);
  });

  it('ends after 12 hours, at sign-out, and when the account is removed', async () => {
    const signedIn = async (): Promise<string> => {
      const token = tokenOf(await signIn.staffSignInLink('staff@example.test'));
      return cookieOf(await post(`/probe/sign-in/staff/${token}`)).replace('tf_session=', '');
    };
    const sessions = running.app.get(Sessions);
    const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
    await sessions.end(one);
    expect(await sessions.find(one)).toBeNull();
    expect(await sessions.find(two)).not.toBeNull();
    await dataSource.getRepository(StaffAccount).update({ email: 'staff@example.test' }, { active: false });
    expect(await sessions.find(two)).toBeNull();
    await dataSource.getRepository(StaffAccount).update({ email: 'staff@example.test' }, { active: true });
    clock.moveTo(minutes(12 * 60));
    expect(await sessions.find(three)).toBeNull();
  });

  it('asks for patience after five e-mails to one address, known or not', async () => {
    for (const email of ['staff2@example.test', 'ann2@example.test']) {
      for (let count = 0; count < 5; count += 1) await ask(email, 'staff');
      await expect(ask(email, 'staff')).rejects.toMatchObject({ status: 429 });
    }
  });
});

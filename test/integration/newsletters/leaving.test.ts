import { MovableClock } from '../../../src/common/clock.js';
import { addDays } from '../../../src/common/dates.js';
import { Jobs } from '../../../src/jobs/jobs.service.js';
import { oneClickLink } from '../../support/mail-headers.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

const clock = new MovableClock(new Date());
let product: TestService;

beforeAll(async () => {
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
}, 60_000);
afterAll(() => product.close());

interface Received {
  id: string;
  text: string;
}

async function mailTo(email: string, count = 1): Promise<Received> {
  const found = await eventually(
    async () => {
      const answer = await fetch(`${product.mailboxUrl}/api/messages?to=${encodeURIComponent(email)}`);
      return (await answer.json()) as Received[];
    },
    (mails) => mails.length >= count,
  );
  return found[0] as Received;
}

const form = (path: string, body = ''): Promise<Response> =>
  fetch(new URL(path, product.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });

async function asks(email: string, lists: string[]): Promise<void> {
  const body = new URLSearchParams([
    ['email', email],
    ...lists.map((list): [string, string] => ['lists', list]),
  ]);
  expect((await form('/api/newsletters/subscriptions', body.toString())).status).toBe(202);
}

/** Signs up and confirms; returns the confirming e-mail. */
async function subscribes(email: string, lists: string[]): Promise<Received> {
  await asks(email, lists);
  const mail = await mailTo(email);
  const [link = ''] = /\/newsletters\/confirm\/[\w-]{43}/.exec(mail.text) ?? [];
  expect((await form(link)).status).toBe(200);
  return mail;
}

async function on(email: string): Promise<string[]> {
  const rows: { newsletter: string }[] = await product.dataSource.query(
    `select newsletter from newsletter_subscriptions
     where normalised_email = $1 and confirmed_at is not null and left_at is null order by 1`,
    [email],
  );
  return rows.map(({ newsletter }) => newsletter);
}

const exported = async (list: string): Promise<Response> =>
  fetch(`${product.url}/api/staff/exports/newsletters.csv?list=${list}`, {
    headers: { authorization: `Bearer ${staffToken}` },
  });

/** The link that the newsroom's letters to that address carry. */
async function linkFor(email: string, list: string): Promise<string> {
  const text = await (await exported(list)).text();
  const row = text.split('\r\n').find((line) => line.startsWith(`${email},`));
  return row?.split(',')[2] ?? '';
}

describe('leaving a newsletter', () => {
  it('asks first, ends it at a press, twice if need be, and takes it back', async () => {
    await subscribes('ann@example.org', ['weekly', 'river']);
    const link = await linkFor('ann@example.org', 'river');
    const asked = await fetch(link);
    expect(asked.status).toBe(200);
    expect(asked.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await asked.text()).toContain('Stop “River letters”');
    expect(await on('ann@example.org')).toEqual(['river', 'weekly']);

    for (let round = 0; round < 2; round++) {
      const left = await form(link);
      expect(left.status).toBe(200);
      expect(await left.text()).toContain('You get no more of: River letters');
      expect(await on('ann@example.org')).toEqual(['weekly']);
    }
    expect(await (await fetch(link)).text()).toContain('That was a mistake');
    for (let round = 0; round < 2; round++)
      expect(await (await form(`${link}/undo`)).text()).toContain('They come again');
    expect(await on('ann@example.org')).toEqual(['river', 'weekly']);
  });

  it('ends all at once, and takes back what that press ended and nothing else', async () => {
    await subscribes('ben@example.org', ['weekly', 'river', 'members']);
    await form(await linkFor('ben@example.org', 'members'));
    clock.moveTo(new Date(clock.now().getTime() + 60_000));
    const link = await linkFor('ben@example.org', 'river');
    expect(await (await form(`${link}?of=all`)).text()).toContain('all our newsletters');
    expect(await on('ben@example.org')).toEqual([]);
    await form(`${link}/undo`);
    expect(await on('ben@example.org')).toEqual(['river', 'weekly']);
  });

  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'List-Unsubscribe=One-Click'],
    [
      'parts',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])('is done by a mail program at one click, which posts it as %s', async (_how, headers, body) => {
    const email = `cleo-${body.length}@example.org`;
    const mail = await subscribes(email, ['weekly', 'river']);
    const link = await oneClickLink(product.mailboxUrl, mail.id);
    expect(mail.text).toContain(link);
    const answer = await fetch(link, { method: 'POST', redirect: 'manual', headers, body });
    expect(answer.status).toBe(200);
    expect(await on(email)).toEqual([]);
  });

  it('is not undone by who types the address again; a press in the new e-mail is', async () => {
    await subscribes('dora@example.org', ['weekly']);
    const link = await linkFor('dora@example.org', 'weekly');
    await form(link);
    await asks('dora@example.org', ['weekly']);
    expect(await on('dora@example.org')).toEqual([]);
    const { text } = await mailTo('dora@example.org', 2);
    await form(/\/newsletters\/confirm\/[\w-]{43}/.exec(text)?.[0] ?? '');
    expect(await on('dora@example.org')).toEqual(['weekly']);
    // The link of an old letter goes on working.
    await form(link);
    expect(await on('dora@example.org')).toEqual([]);
  });

  it('is not ended, confirmed or moved by somebody who asks for an address that is on it', async () => {
    await subscribes('eve@example.org', ['weekly']);
    const link = await linkFor('eve@example.org', 'weekly');
    await asks('EVE@example.org', ['weekly', 'river']);
    expect(await on('eve@example.org')).toEqual(['weekly']);
    expect(await linkFor('eve@example.org', 'weekly')).toBe(link);
  });

  it.each(['nothing/of-the-kind', '01890000-0000-7000-8000-000000000000/of-the-kind', "'/1"])(
    'knows no link that is none of ours: %s',
    async (path) => {
      const address = `${product.url}/newsletters/leave/${path}`;
      for (const answer of [await fetch(address), await form(address), await form(`${address}/undo`)]) {
        expect(answer.status).toBe(404);
        expect(await answer.text()).toContain('This link no longer works');
      }
    },
  );

  it('is forgotten after a month, and says so', async () => {
    await subscribes('gil@example.org', ['weekly']);
    const link = await linkFor('gil@example.org', 'weekly');
    await form(link);
    clock.moveTo(addDays(clock.now(), 31));
    await product.service.app
      .get(Jobs, { strict: false })
      .enqueue(product.dataSource.manager, 'newsletter-cleanup', {});
    const rows = (): Promise<object[]> =>
      product.dataSource.query(`select from newsletter_subscriptions where email = 'gil@example.org'`);
    await eventually(rows, (found) => found.length === 0);
    expect(await product.dataSource.query(`select from mails where recipient = 'gil@example.org'`)).toEqual(
      [],
    );
    for (const answer of [await fetch(link), await form(link)]) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('stops nothing any more');
    }
    expect((await form(`${link}/undo`)).status).toBe(404);
  });
});

describe('the export', () => {
  it('holds who confirmed and has not left, a page of a thousand after the other', async () => {
    await product.dataSource.query(
      `insert into newsletter_subscriptions (id, email, normalised_email, newsletter, asked_at, confirmed_at, livemode)
       select gen_random_uuid(), 'r' || n || '@example.net', 'r' || n || '@example.net', 'members', now(),
         case when n <= 2500 then now() end, false from generate_series(1, 2600) n`,
    );
    const answer = await exported('members');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = (await answer.text()).trimEnd().split('\r\n');
    expect(head).toBe('email,confirmed_at,unsubscribe');
    const addresses = lines
      .map((line) => line.split(',')[0])
      .filter((email) => email?.endsWith('@example.net'));
    expect(new Set(addresses).size).toBe(2500);
    expect(addresses).toHaveLength(2500);
  });

  it('says what is missing, and is closed to the public', async () => {
    expect((await exported('nothing')).status).toBe(404);
    expect((await exported('')).status).toBe(400);
    expect((await fetch(`${product.url}/api/staff/exports/newsletters.csv?list=weekly`)).status).toBe(401);
  });
});

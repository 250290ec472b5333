import { MovableClock } from '../../../src/common/clock.js';
import { addDays } from '../../../src/common/dates.js';
import { GiftSweep } from '../../../src/gifts/gift-sweep.service.js';
import { Cast } from '../../support/cast.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

const clock = new MovableClock(new Date());
let product: TestService;
let cast: Cast;

beforeEach(async () => {
  clock.moveTo(new Date());
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterEach(() => product.close());

const sweep = () => product.service.app.get(GiftSweep).sweep();

const post = (path: string, body: object = {}) =>
  fetch(product.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    body: JSON.stringify(body),
  });

async function mails(address: string): Promise<string[]> {
  const rows: { template: string }[] = await product.dataSource.query(
    'select template from mails where recipient = $1 order by queued_at, template',
    [address],
  );
  return rows.map(({ template }) => template);
}

/** The link in the newest e-mail of that kind. */
async function link(address: string, act: 'confirm' | 'withdraw'): Promise<string> {
  const found = await eventually(
    async () => {
      const answer = await fetch(`${product.mailboxUrl}/api/messages?to=${encodeURIComponent(address)}`);
      const links = [...(await answer.text()).matchAll(new RegExp(`/pool/${act}/[\\w-]{43}`, 'g'))].map(
        String,
      );
      return links.find((each) => !followed.has(each)) ?? '';
    },
    (path) => path !== '',
  );
  followed.add(found);
  return found;
}

const followed = new Set<string>();

async function asks(email: string): Promise<string> {
  const answer = await post('/api/pool/requests', { email, name: 'Dora' });
  expect([answer.status, await answer.json()]).toEqual([202, { confirm: 'by_email' }]);
  return link(email, 'confirm');
}

const confirms = async (path: string): Promise<string> => (await post(path)).text();

/** Mails are written one by one: who asks has a link by then. */
async function confirmed(email: string): Promise<string> {
  return confirms(await asks(email));
}

async function figures(): Promise<object> {
  return (await fetch(`${product.url}/api/pool`)).json() as Promise<object>;
}

async function counted(): Promise<number> {
  const answer = await fetch(`${product.url}/api/campaigns/birthday`);
  return ((await answer.json()) as { progress: { count: number } }).progress.count;
}

const isMember = async (email: string): Promise<boolean> => (await cast.isMember(email)).member;

describe('memberships for readers who cannot afford one', () => {
  it('count when they are bought, and go to who asks, once each', async () => {
    const before = await counted();
    await cast.gives('ben@example.test', [{ email: 'friend@example.test' }], { pool: 2 });
    await cast.settled();
    expect(await counted()).toBe(before + 3);
    expect(await figures()).toEqual({ available: 2, waiting: 0 });

    expect(await confirmed('dora@example.test')).toContain('You are a member');
    expect(await isMember('dora@example.test')).toBe(true);
    expect(await figures()).toEqual({ available: 1, waiting: 0 });
    expect(await mails('dora@example.test')).toEqual(['pool-confirm', 'pool-given']);
    expect(await counted()).toBe(before + 3);
  });

  it('wait in line for the next, the first come first', async () => {
    const first = await asks('first@example.test');
    const second = await asks('second@example.test');
    expect(await confirms(second)).toContain('You are the next one.');
    clock.moveTo(new Date(clock.now().getTime() + 1000));
    expect(await confirms(first)).toContain('waits one reader');
    expect(await figures()).toEqual({ available: 0, waiting: 2 });

    await cast.gives('ben@example.test', [], { pool: 1 });
    await cast.settled();
    await sweep();
    expect([await isMember('first@example.test'), await isMember('second@example.test')]).toEqual([
      false,
      true,
    ]);
    // Whoever presses again reads how things stand.
    expect(await confirms(second)).toContain('You are a member');
    expect(await confirms(first)).toContain('You are the next one.');
    expect(await mails('first@example.test')).toEqual(['pool-confirm', 'pool-waits']);

    expect(await (await post(await link('first@example.test', 'withdraw'))).text()).toContain(
      'out of the line',
    );
    expect((await post(first)).status).toBe(404);
    const [row] = await product.dataSource.query(
      `select count(*)::int kept from pool_requests where email = 'first@example.test'`,
    );
    expect(row).toEqual({ kept: 0 });
  });

  it('are handed out once each when 30 ask for 10 at the same instant', async () => {
    await cast.gives('ben@example.test', [], { pool: 10 });
    await cast.settled();
    const links = await Promise.all(
      Array.from({ length: 30 }, (_, place) => asks(`reader-${place}@example.test`)),
    );
    const pages = await Promise.all([...links, ...links].map(confirms));
    expect(pages.every((page) => /You are (a member|in line)/.test(page))).toBe(true);
    const [row] = await product.dataSource.query(
      `select count(*)::int served, count(distinct gift_id)::int gifts, count(distinct m.member_id)::int members
       from pool_requests r join memberships m using (gift_id)`,
    );
    expect(row).toEqual({ served: 10, gifts: 10, members: 10 });
    expect(await figures()).toEqual({ available: 0, waiting: 20 });
  }, 60_000);

  it('are one a year a person, and not for who has a membership', async () => {
    await cast.gives('ben@example.test', [], { pool: 3 });
    await cast.joins('paying@example.test', { plan: 'supporter-year' });
    await cast.settled();
    await confirmed('dora@example.test');
    const again = await asks('DORA@example.test');
    expect(await confirms(again)).toContain('You have had one this year');
    expect((await post(again)).status).toBe(404);
    expect(await confirmed('paying@example.test')).toContain('You are a member already');
    expect(await figures()).toEqual({ available: 2, waiting: 0 });

    clock.moveTo(addDays(clock.now(), 366));
    expect(await confirmed('dora@example.test')).toContain('You are a member');
    expect(await figures()).toEqual({ available: 1, waiting: 0 });
  });

  it('go to nobody who does not confirm within two days, and are not to be had for somebody else', async () => {
    await cast.gives('ben@example.test', [], { pool: 1 });
    await cast.settled();
    const path = await asks('somebody@example.test');
    expect((await post('/pool/confirm/a-link-that-nobody-was-ever-given-0123456789')).status).toBe(404);
    clock.moveTo(addDays(clock.now(), 2));
    expect((await post(path)).status).toBe(404);
    await sweep();
    const [row] = await product.dataSource.query('select count(*)::int kept from pool_requests');
    expect(row).toEqual({ kept: 0 });
    expect(await figures()).toEqual({ available: 1, waiting: 0 });
  });

  it('are told to their givers as taken, once a day and not by whom', async () => {
    await cast.gives('ben@example.test', [], { pool: 3 });
    await cast.settled();
    await confirmed('one@example.test');
    await sweep();
    await confirmed('two@example.test');
    await confirmed('three@example.test');
    await sweep();
    expect(await mails('ben@example.test')).toEqual(['gift-receipt', 'pool-taken']);
    clock.moveTo(addDays(clock.now(), 1));
    await sweep();
    await sweep();
    expect(await mails('ben@example.test')).toEqual(['gift-receipt', 'pool-taken', 'pool-taken']);
    const sent = await eventually(
      async () => (await fetch(`${product.mailboxUrl}/api/messages?to=ben@example.test`)).text(),
      (text) => text.includes('2 readers have a membership because of you'),
    );
    expect(sent).toContain('A reader has a membership because of you');
    expect(sent).not.toMatch(/(one|two|three)@example\.test/);
  });

  it('end with the money that paid for them, and nobody gets one whose payment is disputed', async () => {
    const before = await counted();
    const bought = await cast.gives('ben@example.test', [], { pool: 2 });
    await cast.settled();
    await confirmed('dora@example.test');
    const dispute = await cast.disputes(bought);
    await cast.settled();
    expect(await counted()).toBe(before);
    expect(await confirmed('late@example.test')).toContain('You are the next one.');
    expect(await isMember('dora@example.test')).toBe(false);
    await cast.closesDispute(dispute, 'won');
    await cast.settled();
    await sweep();
    expect([await isMember('dora@example.test'), await isMember('late@example.test')]).toEqual([true, true]);
    expect(await counted()).toBe(before + 2);

    const other = await cast.gives('ben@example.test', [], { pool: 1 });
    await cast.settled();
    await cast.refunds(other);
    await cast.settled();
    expect(await figures()).toEqual({ available: 0, waiting: 0 });
  });

  it('are ordered with other gifts or alone, and at most 500', async () => {
    const giver = { name: 'Ben', email: 'ben@example.test' };
    const order = (more: object) =>
      post('/api/checkout/gift', { plan: 'supporter-month', months: 3, giver, ...more });
    const fields = async (more: object) =>
      ((await (await order(more)).json()) as { error: { fields: object } }).error.fields;
    const alone = (await (await order({ pool: 2 })).json()) as { gifts: number; price: { amount: number } };
    expect([alone.gifts, alone.price.amount]).toEqual([2, 2 * 1500]);
    expect(await fields({})).toEqual({ recipients: 'Please say whom the gift is for.' });
    expect(await fields({ pool: 0 })).toEqual({ recipients: 'Please say whom the gift is for.' });
    expect(await fields({ pool: 501 })).toEqual({ pool: 'Please choose how many you give, from 1 to 500.' });
    expect(await fields({ pool: 1.5 })).toHaveProperty('pool');
    expect(await fields({ pool: 500, recipients: [{ name: 'Cleo' }] })).toEqual({
      pool: 'At most 500 gifts fit in one order, please.',
    });
  });
});

describe('staff', () => {
  const asStaff = async (path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(product.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('see what is there and who waits, and take somebody out of the line, which is on record', async () => {
    await cast.gives('ben@example.test', [], { pool: 1 });
    await cast.settled();
    await asks('unproven@example.test');
    await confirmed('served@example.test');
    clock.moveTo(new Date(clock.now().getTime() + 1000));
    await confirmed('waiting@example.test');
    const { body } = await asStaff('/api/staff/pool');
    expect(body).toMatchObject({ available: 0, waiting: 1, next: null });
    const { requests } = body as { requests: { id: string; email: string; place: number | null }[] };
    expect(requests.map(({ email, place }) => [email, place])).toEqual([
      ['waiting@example.test', 1],
      ['served@example.test', null],
    ]);

    const [waiting, served] = requests.map(({ id }) => `/api/staff/pool/requests/${id}/remove`);
    expect((await asStaff(waiting ?? '', { reason: '' })).status).toBe(400);
    expect((await asStaff(served ?? '', { reason: 'Asked by phone' })).status).toBe(404);
    expect((await asStaff(waiting ?? '', { reason: 'Asked by phone' })).status).toBe(200);
    expect(await figures()).toEqual({ available: 0, waiting: 0 });
    const [entry] = await product.dataSource.query(
      `select action, details from audit_entries where action = 'pool.remove'`,
    );
    expect(entry).toEqual({ action: 'pool.remove', details: { reason: 'Asked by phone' } });
    expect((await fetch(`${product.url}/api/staff/pool`)).status).toBe(401);
  });
});

describe('a gift that nobody has accepted', () => {
  async function giversPage(giver: string): Promise<string> {
    const sent = await cast.mailsTo(giver, /\/gifts\/[\w-]{36}\/[\w-]{43}/);
    return /\/gifts\/[\w-]{36}\/[\w-]{43}/.exec(sent)?.[0] ?? '';
  }

  it('is given to a reader who cannot afford one: its link is dead, and for whom it was is forgotten', async () => {
    const before = await counted();
    await cast.gives('ben@example.test', [{ email: 'cleo@example.test', name: 'Cleo', message: 'For you' }]);
    const token = await cast.linkFor('cleo@example.test');
    const page = await giversPage('ben@example.test');
    const [answer] = await Promise.all([post(`${page}/1/pool`), post(`${page}/1/pool`)]);
    expect(await answer.text()).toContain('It goes to the next reader who asks.');
    expect((await cast.redeems(token, 'cleo@example.test')).status).toBe(404);
    const [traces] = await product.dataSource.query(
      `select (select count(*)::int from gifts where recipient_email is not null or message is not null) gifts,
         (select count(*)::int from purchases where details::text like '%cleo%') orders,
         (select count(*)::int from mails where recipient like 'cleo%') mails`,
    );
    expect(traces).toEqual({ gifts: 0, orders: 0, mails: 0 });

    expect(await confirmed('dora@example.test')).toContain('You are a member');
    expect(await (await fetch(product.url + page)).text()).toContain(
      'A reader who could not afford one has it',
    );
    expect(await counted()).toBe(before + 1);
    expect(await (await post(`${page}/1/pool`)).text()).toContain('has been accepted in the meantime');
  });

  it('is not given while somebody is asked whether it is theirs', async () => {
    await cast.gives('ben@example.test', [{ name: 'Cleo' }]);
    await cast.redeems(await cast.linkFor('ben@example.test'), 'cleo@example.test');
    const answer = await post(`${await giversPage('ben@example.test')}/1/pool`);
    expect([answer.status, await figures()]).toEqual([409, { available: 0, waiting: 0 }]);
  });
});

import { Cast } from '../../support/cast.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';
import { addDays, instantToLocalDate } from '../../../src/common/dates.js';
import { MovableClock } from '../../../src/common/clock.js';
import { GiftSweep } from '../../../src/gifts/gift-sweep.service.js';

const clock = new MovableClock(new Date());
let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

beforeEach(() => clock.moveTo(new Date()));

function act(id: string, what: string, body: object = {}, token = staffToken): Promise<Response> {
  return fetch(`${product.url}/api/staff/gifts/${id}/${what}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function gift(email: string): Promise<{ id: string; link: string }> {
  await cast.gives('ben@example.test', [{ name: 'Cleo', email }]);
  const link = await cast.linkFor(email);
  const [{ id }] = await product.dataSource.query('select id from gifts where recipient_email = $1', [email]);
  return { id, link };
}

async function audited(id: string): Promise<{ action: string; actor: string; details: object }[]> {
  return product.dataSource.query(
    'select action, actor, details from audit_entries where subject = $1 order by id',
    [`gift:${id}`],
  );
}

async function count(): Promise<number> {
  const answer = await fetch(`${product.url}/api/campaigns/birthday`);
  return ((await answer.json()) as { progress: { count: number } }).progress.count;
}

const status = async (token: string): Promise<number> =>
  (await fetch(`${product.url}/api/gifts/${token}`)).status;

describe('staff', () => {
  it('send a gift to a corrected address: the old link is dead, and the audit log names nobody', async () => {
    const { id, link } = await gift('wrong@example.test');
    const answer = await act(id, 'recipient', { email: 'right@example.test' });
    expect(answer.status).toBe(200);
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({ state: 'sent', recipientName: 'Cleo' });
    expect(body).not.toContain('tokenHash');
    expect(await status(link)).toBe(404);
    const fresh = await cast.linkFor('right@example.test');
    expect((await cast.redeems(fresh, 'right@example.test')).status).toBe(200);
    expect((await act(id, 'recipient', { email: 'other@example.test' })).status).toBe(409);
    expect(await audited(id)).toEqual([
      { action: 'gift.recipient', actor: 'api token', details: { changed: ['email'] } },
    ]);
  });

  it('send a gift again to the same address', async () => {
    const { id, link } = await gift('again@example.test');
    expect((await act(id, 'resend')).status).toBe(200);
    expect(await status(link)).toBe(404);
    const [{ sent }] = await product.dataSource.query(
      `select count(*) sent from mails where recipient = 'again@example.test'`,
    );
    expect(sent).toBe(2);
  });

  it('take a gift back: its link is dead, the number stays', async () => {
    const { id, link } = await gift('void@example.test');
    await cast.settled();
    const before = await count();
    expect((await act(id, 'void', { reason: ' ' })).status).toBe(400);
    expect((await act(id, 'void', { reason: 'asked for twice' })).status).toBe(200);
    expect(await status(link)).toBe(404);
    expect((await cast.redeems(link, 'void@example.test')).status).toBe(404);
    expect(await count()).toBe(before);
    expect((await act(id, 'void', { reason: 'once more' })).status).toBe(409);
    expect(await audited(id)).toEqual([
      { action: 'gift.void', actor: 'api token', details: { reason: 'asked for twice' } },
    ]);
    const listed = await fetch(`${product.url}/api/staff/gifts?status=void`, {
      headers: { authorization: `Bearer ${staffToken}` },
    });
    expect(((await listed.json()) as { gifts: { id: string }[] }).gifts.map((each) => each.id)).toEqual([id]);
  });

  it('give more time, also when that had passed', async () => {
    const { id, link } = await gift('late@example.test');
    clock.moveTo(addDays(clock.now(), 370));
    await product.service.app.get(GiftSweep).sweep();
    expect((await cast.redeems(link, 'late@example.test')).status).toBe(409);
    const day = (days: number) => instantToLocalDate(addDays(clock.now(), days), 'Europe/Kyiv');
    expect((await act(id, 'extend', { until: day(-3) })).status).toBe(400);
    expect((await act(id, 'extend', { until: '2027-02-31' })).status).toBe(400);
    expect((await act(id, 'extend', { until: day(30) })).status).toBe(200);
    expect((await cast.redeems(link, 'late@example.test')).status).toBe(200);
    expect((await act(id, 'extend', { until: day(60) })).status).toBe(409);
    expect(await audited(id)).toMatchObject([{ action: 'gift.extend', details: { until: day(30) } }]);
  });

  it('need a role, and a gift that there is', async () => {
    const { id } = await gift('closed@example.test');
    for (const what of ['resend', 'recipient', 'extend', 'void'])
      expect((await act(id, what, {}, 'a-wrong-token')).status).toBe(401);
    expect((await act(crypto.randomUUID(), 'resend')).status).toBe(404);
    expect((await act('nonsense', 'resend')).status).toBe(404);
    expect((await act(id, 'recipient', { email: 'no address' })).status).toBe(400);
    expect((await act(id, 'recipient', { phone: '1' })).status).toBe(400);
  });
});

it('a gift without an address can be given one, and the link is dead', async () => {
  await cast.gives('bo@example.test', [{ name: 'Grandmother' }]);
  const link = await cast.linkFor('bo@example.test');
  const [{ id }] = await product.dataSource.query(
    `select id from gifts where recipient_name = 'Grandmother'`,
  );
  expect((await act(id, 'recipient', { email: 'grandmother@example.test' })).status).toBe(200);
  expect(await status(link)).toBe(404);
  await eventually(
    () => cast.linkFor('grandmother@example.test'),
    (fresh) => fresh !== link,
  );
});

import { MovableClock } from '../../../src/common/clock.js';
import { addDays, instantToLocalDate } from '../../../src/common/dates.js';
import { GiftSweep } from '../../../src/gifts/gift-sweep.service.js';
import { Gifts } from '../../../src/gifts/gifts.service.js';
import { NotFound } from '../../../src/common/errors.js';
import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

const clock = new MovableClock(new Date());
let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off', GIFTS_WHILE_PAYING: 'wait' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

beforeEach(() => clock.moveTo(new Date()));

const sweep = () => product.service.app.get(GiftSweep).sweep();

async function gift(purchase: string): Promise<{ status: string; redeemer_id: string | null }> {
  const [row] = await product.dataSource.query(
    'select status, redeemer_id from gifts where purchase_id = $1',
    [purchase],
  );
  return row;
}

async function mailCount(address: string): Promise<number> {
  const [{ count }] = await product.dataSource.query(
    'select count(*) as count from mails where recipient = $1',
    [address],
  );
  return count;
}

async function memberships(email: string): Promise<{ source: string; starts_at: Date; ends_at: Date }[]> {
  return product.dataSource.query(
    `select source, starts_at, ends_at from memberships s join members m on m.id = s.member_id
     where m.normalised_email = $1 order by starts_at`,
    [email],
  );
}

describe('delivery', () => {
  it('waits for its day, and a missed run strands nothing', async () => {
    const deliverOn = instantToLocalDate(addDays(clock.now(), 3), 'Europe/Kyiv');
    const { purchase } = await cast.gives('ben@example.test', [{ email: 'later@example.test', deliverOn }]);
    await cast.settled();
    await sweep();
    expect(await gift(purchase)).toMatchObject({ status: 'bought' });
    expect(await mailCount('later@example.test')).toBe(0);
    clock.moveTo(addDays(clock.now(), 12));
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await gift(purchase)).toMatchObject({ status: 'delivered' });
    expect(await mailCount('later@example.test')).toBe(1);
  });

  it('hands the link to the giver when the recipient has no address', async () => {
    await cast.gives('bo@example.test', [{ name: 'Grandmother' }]);
    const token = await cast.linkFor('bo@example.test');
    const answer = await fetch(`${product.url}/api/gifts/${token}`);
    expect(await answer.json()).toMatchObject({ status: 'delivered', months: 3, giverName: 'bo' });
  });
});

describe('redeeming', () => {
  it('gives one membership to 50 who press at once', async () => {
    const { purchase } = await cast.gives('bea@example.test', [{ email: 'rush@example.test' }]);
    const token = await cast.linkFor('rush@example.test');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => cast.redeems(token, 'rush@example.test')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 49 }, () => 409),
    ]);
    expect(await memberships('rush@example.test')).toHaveLength(1);
    expect(await gift(purchase)).toMatchObject({ status: 'redeemed' });
  });

  it('asks another address by e-mail, and only once', async () => {
    const { purchase } = await cast.gives('bill@example.test', [{ email: 'office@example.test' }]);
    const token = await cast.linkFor('office@example.test');
    const answer = await cast.redeems(token, 'private@example.test');
    expect(answer.status).toBe(202);
    expect(await gift(purchase)).toMatchObject({ status: 'delivered' });
    const confirming = await cast.linkFor('private@example.test');
    expect(confirming).not.toBe(token);
    expect(await memberships('private@example.test')).toEqual([]);
    const gifts = product.service.app.get(Gifts);
    expect(await gifts.confirm(confirming)).toMatchObject({ extended: false });
    await expect(gifts.confirm(confirming)).rejects.toThrow(NotFound);
    expect(await memberships('private@example.test')).toHaveLength(1);
  });

  it('answers the same to a wrong link and to a withdrawn gift', async () => {
    const bought = await cast.gives('bob@example.test', [{ email: 'gone@example.test' }]);
    const token = await cast.linkFor('gone@example.test');
    await cast.refunds(bought);
    await cast.settled();
    const [withdrawn, wrong] = await Promise.all(
      [token, 'x'.repeat(43)].map(async (each) => {
        const answer = await fetch(`${product.url}/api/gifts/${each}`);
        return { status: answer.status, body: await answer.json() };
      }),
    );
    expect(withdrawn).toEqual(wrong);
    expect(withdrawn?.status).toBe(404);
    expect((await cast.redeems(token, 'gone@example.test')).status).toBe(404);
  });

  it('is too late a year after the day', async () => {
    const { purchase } = await cast.gives('bud@example.test', [{ email: 'slow@example.test' }]);
    const token = await cast.linkFor('slow@example.test');
    clock.moveTo(addDays(clock.now(), 366));
    const answer = await cast.redeems(token, 'slow@example.test');
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ error: { code: 'gift_expired' } });
    await sweep();
    expect(await gift(purchase)).toMatchObject({ status: 'expired' });
  });

  it('and a refund at the same moment leave no membership behind', async () => {
    const bought = await cast.gives('bix@example.test', [{ email: 'race@example.test' }]);
    const token = await cast.linkFor('race@example.test');
    await Promise.all([cast.redeems(token, 'race@example.test'), cast.refunds(bought)]);
    await cast.settled();
    expect(await gift(bought.purchase)).toMatchObject({ status: 'refunded' });
    expect(await cast.isMember('race@example.test')).toEqual({ member: false });
  });

  it('ends with the month where that is shorter', async () => {
    await cast.gives('bev@example.test', [{ email: 'feb@example.test' }]);
    const token = await cast.linkFor('feb@example.test');
    clock.moveTo(new Date('2027-11-30T12:00:00Z'));
    expect((await cast.redeems(token, 'feb@example.test')).status).toBe(409);
    clock.moveTo(new Date('2026-11-30T12:00:00Z'));
    expect((await cast.redeems(token, 'feb@example.test')).status).toBe(200);
    const [given] = await memberships('feb@example.test');
    expect(given?.ends_at).toEqual(new Date('2027-02-28T12:00:00Z'));
  });

  it('puts two gifts one behind the other', async () => {
    await cast.gives('bon@example.test', [{ email: 'lucky@example.test' }]);
    const first = await cast.linkFor('lucky@example.test');
    await cast.redeems(first, 'lucky@example.test');
    await fetch(`${product.mailboxUrl}/api/messages`, { method: 'DELETE' });
    await cast.gives('box@example.test', [{ email: 'lucky@example.test' }]);
    await cast.redeems(await cast.linkFor('lucky@example.test'), 'lucky@example.test');
    const [one, two] = await memberships('lucky@example.test');
    expect(two?.starts_at).toEqual(one?.ends_at);
  });
});

describe('a gift to somebody whose plan renews', () => {
  it('waits behind the plan, and a renewal does not eat it', async () => {
    const bought = await cast.joins('payer@example.test');
    await cast.settled();
    await cast.gives('ben2@example.test', [{ email: 'payer@example.test' }]);
    await cast.redeems(await cast.linkFor('payer@example.test'), 'payer@example.test');
    await cast.settled();
    const [plan, given] = await memberships('payer@example.test');
    expect(given?.starts_at).toEqual(plan?.ends_at);
    await eventually(
      async () => (await fetch(`${product.mailboxUrl}/api/messages?to=payer@example.test`)).text(),
      (mails) => mails.includes('that goes on as before: the gift is kept for you'),
    );
    await cast.renews(bought);
    await cast.settled();
    const [renewed, moved] = await memberships('payer@example.test');
    expect(renewed?.ends_at.getTime()).toBeGreaterThan(plan?.ends_at.getTime() ?? 0);
    expect(moved?.starts_at).toEqual(renewed?.ends_at);
  });
});

import { addDays, addMonths } from '../../../src/common/dates.js';
import { GiftEnds } from '../../../src/members/going-on/gift-ends.service.js';
import { GoingOnLinks } from '../../../src/members/going-on/going-on-links.js';
import { Gift } from '../../../src/gifts/gift.js';
import { GiftLinks } from '../../../src/gifts/gift-links.js';
import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';
import { TravellingClock } from '../../support/travelling-clock.js';

let clock: TravellingClock;
let product: TestService;
let cast: Cast;

beforeEach(async () => {
  clock = new TravellingClock(new Date());
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterEach(() => product.close());

const remind = () => product.service.app.get(GiftEnds).remindDue();

interface Held {
  id: string;
  endsAt: Date;
}

async function redeemed(email: string): Promise<Held> {
  const { purchase } = await cast.gives('ben@example.test', [{ email, name: 'Cleo' }]);
  const answer = await cast.redeems(await linkOf(purchase), email);
  expect(answer.status).toBe(200);
  const [row] = await product.dataSource.query(
    `select s.id, s.ends_at "endsAt" from memberships s join members m on m.id = s.member_id
     where m.email = $1 order by s.ends_at desc limit 1`,
    [email],
  );
  return row;
}

function linkOf(purchase: string): Promise<string> {
  return eventually(
    async () => {
      const gift = await product.dataSource.manager.findOneBy(Gift, { purchaseId: purchase });
      return (gift && product.service.app.get(GiftLinks).of(gift)?.split('/').pop()) ?? '';
    },
    (token) => token !== '',
  );
}

async function reminders(email: string): Promise<{ last: boolean; until: string }[]> {
  const rows: { last: boolean; until: string }[] = await product.dataSource.query(
    `select (params->>'last')::boolean "last", params->>'until' "until" from mails
     where recipient = $1 and template = 'gift-ending' order by queued_at, id`,
    [email],
  );
  return rows;
}

async function plans(email: string): Promise<{ status: string; endsAt: Date }[]> {
  return product.dataSource.query(
    `select s.status, s.ends_at "endsAt" from memberships s join members m on m.id = s.member_id
     where m.email = $1 and s.source = 'plan'`,
    [email],
  );
}

function press({ id }: Held): Promise<Response> {
  const link = product.service.app.get(GoingOnLinks).of(id);
  return fetch(link, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, redirect: 'manual' });
}

async function goesOn(held: Held, email: string): Promise<string> {
  const answer = await press(held);
  expect(answer.status).toBe(303);
  const session = /cs_test_\w+/.exec(answer.headers.get('location') ?? '')?.[0] ?? '';
  await cast.pays(session, email);
  await cast.settled();
  return session;
}

async function count(): Promise<number> {
  const answer = await fetch(`${product.url}/api/campaigns/birthday`);
  return ((await answer.json()) as { progress: { count: number } }).progress.count;
}

describe('the end of a gift', () => {
  it('is told a week and a day before, once each, by however many at once', async () => {
    const { endsAt } = await redeemed('cleo@example.test');
    clock.moveTo(new Date(addDays(endsAt, -7).getTime() - 60_000));
    await remind();
    expect(await reminders('cleo@example.test')).toEqual([]);
    clock.moveTo(addDays(endsAt, -7));
    await Promise.all([remind(), remind(), remind()]);
    expect(await reminders('cleo@example.test')).toHaveLength(1);
    for (const days of [-6, -3, -1.5]) {
      clock.moveTo(new Date(endsAt.getTime() + days * 86_400_000));
      await remind();
    }
    expect(await reminders('cleo@example.test')).toHaveLength(1);
    clock.moveTo(addDays(endsAt, -1));
    await Promise.all([remind(), remind()]);
    clock.moveTo(endsAt);
    await remind();
    const until = endsAt.toISOString();
    expect(await reminders('cleo@example.test')).toEqual([
      { last: false, until },
      { last: true, until },
    ]);
  });

  it('is told once, and late, when the service stood still on both days', async () => {
    const { endsAt } = await redeemed('cora@example.test');
    clock.moveTo(new Date(endsAt.getTime() - 3_600_000));
    await remind();
    await remind();
    expect(await reminders('cora@example.test')).toEqual([{ last: true, until: endsAt.toISOString() }]);
  });

  it('is not told to whom something follows: a further gift, or a plan', async () => {
    const first = await redeemed('cyd@example.test');
    const second = await redeemed('cyd@example.test');
    clock.moveTo(addDays(first.endsAt, -7));
    await remind();
    expect(await reminders('cyd@example.test')).toEqual([]);
    clock.moveTo(addDays(second.endsAt, -7));
    await remind();
    expect(await reminders('cyd@example.test')).toEqual([
      { last: false, until: second.endsAt.toISOString() },
    ]);
  });
});

describe('going on', () => {
  it('charges nothing before the gift ends, loses no day, and counts nobody twice', async () => {
    await product.dataSource.query(`update campaigns set ends_at = now() + interval '1 year'`);
    const gift = await redeemed('dora@example.test');
    await cast.settled();
    await clock.travelTo(product, addDays(gift.endsAt, -7));
    const session = await goesOn(gift, 'dora@example.test');
    const subscription = await product.stripe.subscriptions.retrieve(await cast.subscriptionOf(session));
    expect(subscription.status).toBe('trialing');
    expect(subscription.trial_end).toBe(Math.ceil(gift.endsAt.getTime() / 1000));
    expect(await plans('dora@example.test')).toMatchObject([{ status: 'trialing' }]);
    expect(await count()).toBe(1);
    await remind();
    expect(await reminders('dora@example.test')).toEqual([]);
    expect((await press(gift)).status).toBe(200);

    await clock.travelTo(product, new Date(gift.endsAt.getTime() + 2 * 3_600_000));
    await cast.settled();
    const [plan] = await plans('dora@example.test');
    expect(plan?.status).toBe('active');
    const paidUntil = addMonths(gift.endsAt, 1).getTime();
    expect(Math.abs((plan?.endsAt.getTime() ?? 0) - paidUntil)).toBeLessThan(1000);
    expect(await count()).toBe(1);
    const [{ rows }] = await product.dataSource.query(
      `select count(*)::int rows from ledger_entries where kind = 'membership' and amount = 500 and delta = 0`,
    );
    expect(rows).toBe(1);
  });

  it('works on the last day too, where Stripe takes no trial', async () => {
    const gift = await redeemed('dana@example.test');
    await clock.travelTo(product, addDays(gift.endsAt, -1));
    const session = await goesOn(gift, 'dana@example.test');
    const subscription = await product.stripe.subscriptions.retrieve(await cast.subscriptionOf(session));
    const end = Math.ceil(gift.endsAt.getTime() / 1000);
    expect(subscription).toMatchObject({ status: 'active', trial_end: null, billing_cycle_anchor: end });
    const invoices = async () =>
      (await product.stripe.invoices.list({ subscription: subscription.id })).data.map((each) => each.total);
    expect(await invoices()).toEqual([0]);
    await clock.travelTo(product, new Date(gift.endsAt.getTime() + 2 * 3_600_000));
    await cast.settled();
    expect(await invoices()).toEqual([500, 0]);
    expect(await count()).toBe(1);
  });

  it('opens the same page for a second press, and none for a wrong link', async () => {
    const gift = await redeemed('dina@example.test');
    const [one, two] = [await press(gift), await press(gift)];
    expect(two.headers.get('location')).toBe(one.headers.get('location'));
    const wrong = `${product.url}/go-on/${gift.id}/${'x'.repeat(43)}`;
    expect((await fetch(wrong)).status).toBe(404);
    const link = product.service.app.get(GoingOnLinks).of(gift.id);
    const page = await (await fetch(link)).text();
    expect(page).toContain('Stay for €5 a month');
  });
});

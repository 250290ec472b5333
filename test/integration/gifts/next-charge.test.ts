import { addDays, addMonths } from '../../../src/common/dates.js';
import { ChargeMoves } from '../../../src/members/charge-moves/charge-moves.service.js';
import { type Bought, Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';
import { TravellingClock } from '../../support/travelling-clock.js';

let clock: TravellingClock;
let product: TestService;
let cast: Cast;

beforeEach(async () => {
  clock = new TravellingClock(new Date());
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off', GIFTS_WHILE_PAYING: 'move' } });
  cast = new Cast(product);
}, 60_000);

afterEach(() => product.close());

const ann = 'ann@example.test';

interface Span {
  source: string;
  startsAt: Date;
  endsAt: Date;
  memberId: string;
}

function spans(): Promise<Span[]> {
  return product.dataSource.query(
    `select s.source, s.starts_at "startsAt", s.ends_at "endsAt", s.member_id "memberId"
     from memberships s join members m on m.id = s.member_id where m.email = $1 order by s.starts_at`,
    [ann],
  );
}

/** Ann pays each month; returns her next charge. */
async function joined(): Promise<{ subscription: string; next: Date }> {
  const { session } = await cast.joins(ann);
  await cast.settled();
  await clock.travelTo(product, addDays(clock.now(), 1));
  const [plan] = await spans();
  return { subscription: await cast.subscriptionOf(session), next: plan?.endsAt ?? new Date(0) };
}

interface Redeemed {
  bought: Bought;
  nextCharge?: string;
}

async function accepts(giver: string): Promise<Redeemed> {
  const bought = await cast.gives(`${giver}@example.test`, [{ name: 'Ann' }]);
  const token = await cast.linkFor(`${giver}@example.test`);
  await cast.redeems(token, ann);
  const confirm = await eventually(
    async () => {
      const answer = await fetch(`${product.mailboxUrl}/api/messages?to=${ann}`);
      const links = [...(await answer.text()).matchAll(/\/redeem\/confirm\/[\w-]{43}/g)].map(String);
      return links.find((link) => !followed.has(link)) ?? '';
    },
    (link) => link !== '',
  );
  followed.add(confirm);
  const answer = await fetch(product.url + confirm, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' },
  });
  expect(answer.status).toBe(200);
  return { bought, nextCharge: /next charge moves from [^;]+/.exec(await answer.text())?.[0] };
}

const followed = new Set<string>();

async function chargedOn(subscription: string, expected: Date): Promise<void> {
  await eventually(
    async () => (await product.stripe.subscriptions.retrieve(subscription)).items.data[0]?.current_period_end,
    (end) => end === Math.ceil(expected.getTime() / 1000),
    { within: 20_000 },
  );
  await cast.settled();
}

async function charges(subscription: string): Promise<number> {
  const { data } = await product.stripe.invoices.list({ subscription });
  return data.filter(({ total }) => total > 0).length;
}

describe('a gift for who pays already', () => {
  it('moves the next charge by its term, and is eaten by no renewal', async () => {
    const { subscription, next } = await joined();
    const { nextCharge } = await accepts('ben');
    expect(nextCharge).toBeDefined();
    const moved = addMonths(next, 3);
    await chargedOn(subscription, moved);
    expect(await spans()).toMatchObject([
      { source: 'plan', endsAt: moved },
      { source: 'gift', startsAt: next, endsAt: moved },
    ]);
    await clock.travelTo(product, addDays(next, 40));
    await cast.settled();
    expect(await charges(subscription)).toBe(1);
    expect((await cast.isMember(ann)).member).toBe(true);

    await clock.travelTo(product, addDays(moved, 1));
    await cast.settled();
    expect(await charges(subscription)).toBe(2);
    expect(await spans()).toMatchObject([
      { source: 'plan', endsAt: addMonths(moved, 1) },
      { source: 'gift', startsAt: next, endsAt: moved },
    ]);
  });

  it('stacks with others, however often Stripe is told', async () => {
    const { subscription, next } = await joined();
    await accepts('ben');
    await accepts('bea');
    const moved = addMonths(addMonths(next, 3), 3);
    await chargedOn(subscription, moved);
    const [{ memberId }] = (await spans()) as [Span];
    const moves = product.service.app.get(ChargeMoves);
    await Promise.all([moves.align(memberId), moves.align(memberId)]);
    await chargedOn(subscription, moved);
  });

  it('moves it back when its money goes back, with notice', async () => {
    const { subscription, next } = await joined();
    const first = await accepts('ben');
    await accepts('bea');
    await chargedOn(subscription, addMonths(addMonths(next, 3), 3));
    await cast.refunds(first.bought);
    const back = new Date(
      addMonths(addMonths(next, 3), 3).getTime() - (addMonths(next, 3).getTime() - next.getTime()),
    );
    await chargedOn(subscription, back);
    await eventually(
      async () => (await fetch(`${product.mailboxUrl}/api/messages?to=${ann}`)).text(),
      (mails) => /Its next charge, which the gift had moved, is now on \d+ \w+ \d{4}/.test(mails),
    );
    expect(await charges(subscription)).toBe(1);
  });

  it('waits behind a plan that is cancelled at its period’s end', async () => {
    const { subscription, next } = await joined();
    await product.stripe.subscriptions.update(subscription, { cancel_at_period_end: true });
    await cast.settled();
    expect((await accepts('ben')).nextCharge).toBeUndefined();
    await cast.settled();
    expect(await spans()).toMatchObject([{ endsAt: next }, { source: 'gift', startsAt: next }]);
    expect((await product.stripe.subscriptions.retrieve(subscription)).trial_end).toBeNull();
  });
});

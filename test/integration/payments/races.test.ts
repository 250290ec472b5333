import type { Stripe } from 'stripe';
import type { Bought } from '../../support/cast.js';
import { shuffled, startTwoServices, type TwoServices } from './two-services.js';

let world: TwoServices;
let before: string | undefined;

beforeAll(async () => (world = await startTwoServices()), 60_000);
beforeEach(async () => (before = await world.newestEvent()));
afterAll(() => world.close());

const news = () => world.eventsSince(before);

/** All that Stripe has said since, in an order of chance, `times` each, to both services. */
async function deliverNews(times = 1): Promise<void> {
  const events = await news();
  const posted = shuffled(Array.from({ length: times }, () => events).flat());
  const answers = await Promise.all(posted.map((event) => world.deliver(event)));
  expect(new Set(answers)).toEqual(new Set([200]));
}

async function delta(): Promise<{ rows: number; tally: number }> {
  const [sums] = await world.query<{ rows: number; tally: number }>(
    `select (select coalesce(sum(delta), 0)::int from ledger_entries) as rows,
       (select coalesce(sum(delta), 0)::int from campaign_tallies) as tally`,
  );
  return sums ?? { rows: 0, tally: 0 };
}

describe('the success page and the webhooks, twice each, at two services', () => {
  const nothing = { payments: 1, entries: 1, people: 1, memberships: 0, gifts: 0, donations: 0 };

  it.each([
    ['a membership', (email: string) => world.cast.joins(email), { ...nothing, memberships: 1, mails: 1 }],
    [
      'two gifts',
      (email: string) => world.cast.gives(email, [{}, { email: `to-${email}` }]),
      { ...nothing, entries: 2, people: 2, gifts: 2, mails: 1 },
    ],
    [
      'a donation',
      (email: string) => world.cast.donates(email, 2500),
      { ...nothing, people: 0, donations: 1, mails: 1 },
    ],
  ])(
    'have one effect: %s',
    async (what, buy, effect) => {
      for (let round = 0; round < 6; round += 1) {
        before = await world.newestEvent();
        const email = `${what.replaceAll(' ', '-')}-${round}@example.test`;
        const { purchase } = await buy(email);
        const pages = [...world.urls, ...world.urls].map((url) => fetch(`${url}/thanks/${purchase}`));
        const [answers] = await Promise.all([Promise.all(pages), deliverNews(2)]);
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
        await world.quiet();
        expect(await world.effects(purchase, email)).toEqual(effect);
      }
    },
    60_000,
  );
});

describe('every event of a membership 50 times at once, at two services', () => {
  it('has one effect, from the first payment to the refund', async () => {
    const earlier = await delta();
    const email = 'fifty@example.test';
    const bought = await world.cast.joins(email);
    await deliverNews(50);
    await world.quiet();
    expect(await world.effects(bought.purchase, email)).toMatchObject({ payments: 1, people: 1, mails: 1 });
    before = await world.newestEvent();
    await world.cast.renews(bought);
    await world.cast.refunds(bought);
    await deliverNews(50);
    await world.quiet();
    expect(await world.effects(bought.purchase, email)).toMatchObject({ payments: 2, people: 0 });
    expect(await delta()).toEqual(earlier);
  }, 60_000);
});

describe('a gift that is redeemed while its money goes back', () => {
  const ROUNDS = 12;

  it('is nobody’s in the end, whoever was first', async () => {
    const earlier = await delta();
    const outcomes = new Set<number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      before = await world.newestEvent();
      const email = `redeemer-${round}@example.test`;
      const bought = await world.cast.gives(`giver-${round}@example.test`, [{ email }]);
      await deliverNews();
      const token = await world.cast.linkFor(email);
      before = await world.newestEvent();
      await world.cast.refunds(bought);
      const telling = deliverNews(2);
      // The later the redeeming, the likelier is the refund first; in the last round it is.
      if (round > 0) await telling.then(() => new Promise((resolve) => setTimeout(resolve, round * 4)));
      if (round === ROUNDS - 1) await world.quiet();
      const [redeemed] = await Promise.all([world.cast.redeems(token, email), telling]);
      outcomes.add(redeemed.status);
      await world.quiet();
      expect(await world.cast.isMember(email)).toMatchObject({ member: false });
      expect(await world.effects(bought.purchase, email)).toMatchObject({ people: 0, gifts: 1, payments: 1 });
    }
    const gifts = await world.query(
      `select distinct g.status from gifts g where recipient_email like 'redeemer-%'`,
    );
    expect(gifts).toEqual([{ status: 'refunded' }]);
    expect(await delta()).toEqual(earlier);
    expect([...outcomes].toSorted()).toEqual([200, 404]);
  }, 90_000);
});

describe('a membership that is cancelled while it renews', () => {
  interface Standing {
    status: string;
    ends_at: Date;
    cancel_at: Date | null;
    ended: boolean;
  }

  async function standing({ purchase }: Bought): Promise<Standing | undefined> {
    const [row] = await world.query<Standing>(
      `select status, ends_at, cancel_at, ended_at is not null as ended from memberships where purchase_id = $1`,
      [purchase],
    );
    return row;
  }

  async function atStripe(bought: Bought): Promise<Standing> {
    const { stripe } = world.product;
    const it = await stripe.subscriptions.retrieve(await world.cast.subscriptionOf(bought.session));
    const end = new Date((it.items.data[0]?.current_period_end ?? 0) * 1000);
    const cancelAt = it.cancel_at === null ? null : new Date(it.cancel_at * 1000);
    return { status: it.status, ends_at: end, cancel_at: cancelAt, ended: it.ended_at !== null };
  }

  const cancels: [string, (id: string) => Promise<Stripe.Subscription>][] = [
    [
      'at the end of its period',
      (id) => world.product.stripe.subscriptions.update(id, { cancel_at_period_end: true }),
    ],
    ['at once', (id) => world.product.stripe.subscriptions.cancel(id)],
  ];

  it.each(cancels)(
    '%s: stands in the end as it does at Stripe',
    async (what, cancel) => {
      for (let round = 0; round < 6; round += 1) {
        before = await world.newestEvent();
        const email = `cancels-${what.replaceAll(' ', '-')}-${round}@example.test`;
        const bought = await world.cast.joins(email);
        await deliverNews();
        await world.quiet();
        before = await world.newestEvent();
        const subscription = await world.cast.subscriptionOf(bought.session);
        // Stripe says what happened while it goes on happening.
        const steps = [() => world.cast.renews(bought), () => cancel(subscription)];
        const telling: Promise<void>[] = [];
        for (const step of steps) {
          await step();
          telling.push(deliverNews());
        }
        await Promise.all([...telling, deliverNews()]);
        await world.quiet();
        expect(await standing(bought)).toEqual(await atStripe(bought));
        expect(await world.effects(bought.purchase, email)).toMatchObject({ payments: 2, people: 1 });
      }
    },
    60_000,
  );
});

describe('two services that drain events on one subscription', () => {
  it('end with its newest state, however it changes meanwhile', async () => {
    const { stripe } = world.product;
    const bought = await world.cast.joins('changes-her-mind@example.test');
    await deliverNews();
    await world.quiet();
    const subscription = await world.cast.subscriptionOf(bought.session);
    for (let round = 0; round < 4; round += 1) {
      const telling: Promise<unknown>[] = [];
      for (let change = 0; change < 12; change += 1) {
        before = await world.newestEvent();
        await stripe.subscriptions.update(subscription, { cancel_at_period_end: (change + round) % 2 === 0 });
        telling.push(
          ...shuffled([...(await news()), ...(await news())]).map((event) => world.deliver(event)),
        );
      }
      await Promise.all(telling);
      await world.quiet();
      const { cancel_at: wanted } = await stripe.subscriptions.retrieve(subscription);
      const [row] = await world.query<{ cancel_at: Date | null }>(
        'select cancel_at from memberships where purchase_id = $1',
        [bought.purchase],
      );
      expect(row?.cancel_at ?? null).toEqual(wanted === null ? null : new Date(wanted * 1000));
    }
    const handled = await world.query(
      `select state, count(*) > 40 as many from stripe_events where object_id = $1 group by state`,
      [subscription],
    );
    expect(handled).toEqual([{ state: 'applied', many: true }]);
  }, 60_000);
});

import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

/** The table at the end of docs/counting.md, each row by its number: through the real webhook, inbox and ledger. */
let product: TestService;
let cast: Cast;
let before: number;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

beforeEach(async () => {
  await cast.settled();
  before = await number();
});

afterEach(async () => {
  const [{ total }] = await product.dataSource.query('select sum(delta)::int as total from ledger_entries');
  expect(total).toBe(await number());
});

async function number(): Promise<number> {
  const [{ delta }] = await product.dataSource.query(
    'select coalesce(sum(delta), 0)::int as delta from campaign_tallies',
  );
  return delta;
}

async function moved(): Promise<number> {
  await cast.settled();
  return (await number()) - before;
}

async function setCampaign(column: string, value: unknown): Promise<void> {
  await product.dataSource.query(`update campaigns set ${column} = $1`, [value]);
}

const tally = async (kind: string): Promise<number> => {
  const rows = await product.dataSource.query('select entries from campaign_tallies where kind = $1', [kind]);
  return rows[0]?.entries ?? 0;
};

describe('the worked cases', () => {
  it('1: Ann joins monthly: +1', async () => {
    await cast.joins('ann1@example.test');
    expect(await moved()).toBe(1);
    expect(await cast.isMember('Ann1@Example.test')).toMatchObject({ member: true });
  });

  it('2: the same event is delivered 5 times, twice at once: +0', async () => {
    const { session } = await cast.joins('ann2@example.test');
    expect(await moved()).toBe(1);
    const { data } = await product.stripe.events.list({ type: 'checkout.session.completed', limit: 100 });
    const event = data.find(({ data: { object } }) => 'id' in object && object.id === session);
    const resend = () =>
      fetch(`${product.stripeUrl}/_standin/events/${event?.id}/resend`, { method: 'POST' });
    for (let round = 0; round < 3; round += 1) await Promise.all([resend(), resend()]);
    expect(await moved()).toBe(1);
  });

  it('3: Ann’s renewal is paid: +0, and her membership runs on', async () => {
    const bought = await cast.joins('ann3@example.test');
    await cast.settled();
    const first = await cast.isMember('ann3@example.test');
    await cast.renews(bought);
    expect(await moved()).toBe(1);
    const after = await cast.isMember('ann3@example.test');
    expect(new Date(after.until ?? 0).getTime()).toBeGreaterThan(new Date(first.until ?? 0).getTime());
  });

  it('4: Ann cancels at the period’s end, changes her mind: +0', async () => {
    const { session } = await cast.joins('ann4@example.test');
    const subscription = await cast.subscriptionOf(session);
    await product.stripe.subscriptions.update(subscription, { cancel_at_period_end: true });
    await cast.settled();
    const cancelling = await product.dataSource.query(
      'select cancel_at from memberships where subscription_id = $1',
      [subscription],
    );
    expect(cancelling[0].cancel_at).not.toBeNull();
    await product.stripe.subscriptions.update(subscription, { cancel_at_period_end: false });
    expect(await moved()).toBe(1);
    expect(await cast.isMember('ann4@example.test')).toMatchObject({ member: true });
  });

  it('5: Ann is refunded in two parts: −1 when the whole is reached, and nothing more is charged', async () => {
    const bought = await cast.joins('ann5@example.test');
    await cast.settled();
    await cast.refunds(bought, 200);
    expect(await moved()).toBe(1);
    expect(await cast.isMember('ann5@example.test')).toMatchObject({ member: true });
    await cast.refunds(bought, 300);
    expect(await moved()).toBe(0);
    expect(await cast.isMember('ann5@example.test')).toEqual({ member: false });
    const subscription = await cast.subscriptionOf(bought.session);
    await eventually(
      () => product.stripe.subscriptions.retrieve(subscription),
      ({ status }) => status === 'canceled',
    );
  });

  it('6 and 7: Ben buys a gift for Cleo: +1; Cleo redeems it: +0', async () => {
    await cast.gives('ben6@example.test', [{ email: 'cleo6@example.test', name: 'Cleo' }]);
    expect(await moved()).toBe(1);
    const answer = await cast.redeems(await cast.linkFor('cleo6@example.test'), 'cleo6@example.test');
    expect(answer.status).toBe(200);
    expect(await moved()).toBe(1);
    expect(await cast.isMember('cleo6@example.test')).toMatchObject({ member: true });
  });

  it('8: Ben’s gift for Ann, who pays already, is added to her time; a switch takes it back from the number', async () => {
    await setCampaign('uncount_gifts_to_members', true);
    await cast.joins('ann8@example.test');
    await cast.gives('ben8@example.test', [{ email: 'ann8@example.test' }]);
    expect(await moved()).toBe(2);
    const answer = await cast.redeems(await cast.linkFor('ann8@example.test'), 'ann8@example.test');
    expect(await answer.json()).toMatchObject({ membership: { extended: true } });
    expect(await moved()).toBe(1);
    await setCampaign('uncount_gifts_to_members', false);
  });

  it('9: Ben’s gift is disputed; the dispute is won: −1, then +1', async () => {
    const bought = await cast.gives('ben9@example.test', [{ email: 'cleo9@example.test' }]);
    expect(await moved()).toBe(1);
    const dispute = await cast.disputes(bought);
    expect(await moved()).toBe(0);
    await cast.closesDispute(dispute, 'won');
    expect(await moved()).toBe(1);
  });

  it('10: Dora was a member a year ago; she joins again: +0, returning +1, or +1 with the switch on', async () => {
    const earlier = await tally('returning');
    for (const [email, on] of [
      ['dora10@example.test', false],
      ['dan10@example.test', true],
    ] as const) {
      await product.dataSource.query(
        `insert into members (id, email, normalised_email, first_paid_at, livemode, created_at)
         values (gen_random_uuid(), $1, $1, now() - interval '2 years', false, now() - interval '2 years')`,
        [email],
      );
      await setCampaign('count_returning', on);
      await cast.joins(email);
      expect(await moved()).toBe(on ? 1 : 0);
    }
    await setCampaign('count_returning', false);
    expect(await tally('returning')).toBe(earlier + 2);
  });

  it('11: a foreign subscription on the same account: +0, listed as foreign', async () => {
    const product2 = await product.stripe.products.create({ name: 'Podcast' });
    const session = await product.stripe.checkout.sessions.create({
      mode: 'subscription',
      success_url: 'https://podcast.example/thanks',
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: 'eur',
            unit_amount: 300,
            product: product2.id,
            recurring: { interval: 'month' },
          },
        },
      ],
    });
    await cast.pays(session.id, 'foreign@example.test');
    expect(await moved()).toBe(0);
    const rows = await product.dataSource.query(
      `select distinct state from stripe_events where payload->'data'->'object'->>'id' = $1 and type = 'checkout.session.completed'`,
      [session.id],
    );
    expect(rows).toEqual([{ state: 'foreign' }]);
    expect(await cast.isMember('foreign@example.test')).toEqual({ member: false });
  });

  it('13: Eve buys 25 gifts for a school, one is refunded: +25, −1', async () => {
    const pupils = Array.from({ length: 25 }, (_, index) => ({ name: `Pupil ${index + 1}` }));
    const bought = await cast.gives('eve13@example.test', pupils);
    expect(await moved()).toBe(25);
    await cast.refunds(bought, 1500);
    expect(await moved()).toBe(24);
    const rows = await product.dataSource.query(
      'select status, count(*) as count from gifts where purchase_id = $1 group by 1 order by 1',
      [bought.purchase],
    );
    expect(rows).toEqual([
      { status: 'delivered', count: 24 },
      { status: 'refunded', count: 1 },
    ]);
  });

  it('14: a donation of 50 EUR: +0 people, +50.00 EUR of money', async () => {
    await cast.donates('finn14@example.test', 5000);
    expect(await moved()).toBe(0);
    const rows = await product.dataSource.query(
      `select amount from ledger_entries where kind = 'donation' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ amount: 5000 }]);
  });

  it('15: the refund of a donation arrives before the payment’s own event: 0 in the end', async () => {
    const { purchase, url } = await cast.opens('donation', {
      amount: { amount: 4200, currency: 'eur' },
      interval: 'once',
      campaign: 'birthday',
    });
    const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
    const [endpoint] = (await product.stripe.webhookEndpoints.list()).data;
    if (!endpoint) throw new Error('no endpoint');
    await product.stripe.webhookEndpoints.update(endpoint.id, { enabled_events: ['refund.created'] });
    await cast.pays(session, 'finn15@example.test');
    await cast.refunds({ purchase, session });
    await cast.settled();
    await product.stripe.webhookEndpoints.update(endpoint.id, { enabled_events: ['*'] });
    const { data } = await product.stripe.events.list({ type: 'checkout.session.completed', limit: 1 });
    await fetch(`${product.stripeUrl}/_standin/events/${data[0]?.id}/resend`, { method: 'POST' });
    expect(await moved()).toBe(0);
    const rows = await product.dataSource.query(
      'select sum(amount)::int as left from ledger_entries where purchase_id = $1',
      [purchase],
    );
    expect(rows).toEqual([{ left: 0 }]);
  });

  it('16: Cleo, whose gift counted, goes on as a paying member: +0', async () => {
    await cast.gives('ben16@example.test', [{ email: 'cleo16@example.test' }]);
    await cast.redeems(await cast.linkFor('cleo16@example.test'), 'cleo16@example.test');
    await cast.joins('cleo16@example.test');
    expect(await moved()).toBe(1);
  });

  it('17: Ann’s second month is refunded whole: +0', async () => {
    const bought = await cast.joins('ann17@example.test');
    await cast.settled();
    await cast.renews(bought);
    await cast.settled();
    const rows = await product.dataSource.query(
      'select id from payments where purchase_id = $1 and not initial',
      [bought.purchase],
    );
    expect(rows).toHaveLength(1);
    await product.stripe.refunds.create({ payment_intent: rows[0].id });
    expect(await moved()).toBe(1);
    expect(await cast.isMember('ann17@example.test')).toMatchObject({ member: true });
  });

  it('18: Ann pays twice at the same instant, one is refunded: +1 in all', async () => {
    const [first, second] = await Promise.all([
      cast.joins('ann18@example.test'),
      cast.joins('ann18@example.test'),
    ]);
    expect(await moved()).toBe(1);
    const flagged = await product.dataSource.query(
      `select id from purchases where flag = 'second_membership'`,
    );
    expect(flagged).toHaveLength(1);
    await cast.refunds(first);
    expect(await moved()).toBe(1);
    await cast.refunds(second);
    expect(await moved()).toBe(0);
  });
});

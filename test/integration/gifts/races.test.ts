import type { DataSource } from 'typeorm';
import { Gifts } from '../../../src/gifts/gifts.service.js';
import type { Outcome, SubscriptionState } from '../../../src/payments/outcome.js';
import { Purchase } from '../../../src/payments/purchase.js';
import { Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';
import { insertPurchases, tell } from '../../support/tell.js';
import { buildPaid, buildPurchase } from '../../factories/paid.js';

let product: TestService;
let cast: Cast;
let dataSource: DataSource;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off', GIFTS_WHILE_PAYING: 'wait' } });
  cast = new Cast(product);
  ({ dataSource } = product);
}, 60_000);

afterAll(() => product.close());

async function spans(email: string): Promise<{ source: string; starts_at: Date; ends_at: Date }[]> {
  return dataSource.query(
    `select source, starts_at, ends_at from memberships s join members m on m.id = s.member_id
     where m.normalised_email = $1 order by starts_at`,
    [email],
  );
}

async function renewal(purchaseId: string): Promise<SubscriptionState> {
  const purchase = await dataSource.manager.findOneByOrFail(Purchase, { id: purchaseId });
  const [{ ends_at }] = await dataSource.query('select ends_at from memberships where purchase_id = $1', [
    purchaseId,
  ]);
  return {
    kind: 'subscription',
    purchase,
    eventId: null,
    at: new Date(),
    subscriptionId: purchase.subscriptionId ?? '',
    customerId: purchase.customerId,
    status: 'active',
    paidUntil: new Date(ends_at.getTime() + 30 * 86_400_000),
    trialEnd: null,
    item: { productId: '', priceId: '', productKey: null, price: null, interval: 'month' },
    cancelAt: null,
    endedAt: null,
  };
}

const apply = (...outcomes: Outcome[]): Promise<void> => tell(product, ...outcomes);

describe('a gift that is redeemed while the plan renews', () => {
  it('is never eaten, whoever is first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const email = `round${round}@example.test`;
      const { purchase } = await cast.joins(email);
      await cast.gives('ben@example.test', [{ email }]);
      const token = await cast.linkFor(email);
      await cast.settled();
      const state = await renewal(purchase);
      const gifts = product.service.app.get(Gifts);
      await Promise.all([gifts.redeem(token, { email, name: 'Ann' }), apply(state)]);
      const [plan, gift] = await spans(email);
      expect(plan?.ends_at).toEqual(state.paidUntil);
      expect(gift?.starts_at).toEqual(plan?.ends_at);
    }
  }, 60_000);
});

describe('a gift behind a plan', () => {
  it('moves up when Stripe’s period is a little shorter than ours', async () => {
    const email = 'shorter@example.test';
    const { purchase } = await cast.joins(email);
    await cast.gives('ben@example.test', [{ email }]);
    await cast.redeems(await cast.linkFor(email), email);
    await cast.settled();
    const state = await renewal(purchase);
    await apply({ ...state, paidUntil: new Date(state.paidUntil.getTime() - 31 * 86_400_000) });
    const [plan, gift] = await spans(email);
    expect(gift?.starts_at).toEqual(plan?.ends_at);
  });
});

describe('the same outcome twice', () => {
  const everything = `select
    (select count(*) from members) members, (select count(*) from memberships) memberships,
    (select count(*) from gifts) gifts, (select count(*) from donations) donations,
    (select count(*) from ledger_entries) entries, (select count(*) from mails) mails,
    (select coalesce(sum(delta), 0)::int from campaign_tallies) delta`;

  it.each([
    ['a membership', () => cast.joins('twice@example.test')],
    ['a gift', () => cast.gives('twice@example.test', [{ email: 'given@example.test' }, {}])],
    ['a donation', () => cast.donates('twice@example.test', 2000)],
  ])('changes nothing: %s', async (_what, buy) => {
    const bought = await buy();
    await cast.settled();
    const purchase = await dataSource.manager.findOneByOrFail(Purchase, { id: bought.purchase });
    const [before] = await dataSource.query(everything);
    const paid = buildPaid(purchase, { payer: { email: 'twice@example.test', name: 'Ann' } });
    await apply(paid);
    await Promise.all([apply(paid), apply(paid), apply(paid, paid)]);
    const [after] = await dataSource.query(everything);
    expect(after).toEqual(before);
  });

  it('counts 300 payments of 100 people in one batch once per person', async () => {
    const [{ id: campaignId }] = await dataSource.query(`select id from campaigns where slug = 'birthday'`);
    const [{ delta: earlier }] = await dataSource.query(everything);
    const purchases = Array.from({ length: 300 }, (_, index) =>
      buildPurchase({ campaignId, email: `person${index % 100}@Example.test` }),
    );
    await insertPurchases(product, purchases);
    const outcomes = purchases.map((purchase) => buildPaid(purchase));
    const halves = [outcomes.slice(0, 200), outcomes.slice(100)];
    await Promise.all(halves.map((half) => apply(...half)));
    const [{ delta, members }] = await dataSource.query(everything);
    expect(delta - earlier).toBe(100);
    expect(members).toBeGreaterThanOrEqual(100);
    const flagged = await dataSource.query(`select id from purchases where flag = 'second_membership'`);
    expect(flagged).toHaveLength(200);
  });
});

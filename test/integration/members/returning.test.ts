import { addDays } from '../../../src/common/dates.js';
import { newId } from '../../../src/common/ids.js';
import { Campaign } from '../../../src/campaigns/campaign.js';
import { compareTallies } from '../../../src/campaigns/tallies.js';
import type { Purchase } from '../../../src/payments/purchase.js';
import { buildPaid, buildPurchase } from '../../factories/paid.js';
import { type Bought, Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';
import { insertPurchases, tell } from '../../support/tell.js';

/** Who came back is told by what is true in the end, in whichever order it became known. */
let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

async function aCampaign(): Promise<Campaign> {
  const { manager } = product.dataSource;
  const birthday = await manager.findOneByOrFail(Campaign, { slug: 'birthday' });
  const id = newId();
  const times = { startsAt: addDays(new Date(), -20), endsAt: addDays(new Date(), 20) };
  await manager.insert(Campaign, { ...birthday, id, slug: `campaign-${id}`, baseline: 0, ...times });
  return manager.findOneByOrFail(Campaign, { id });
}

async function progressOf({ id, slug }: Campaign): Promise<{ count: number; returning: number }> {
  await cast.settled();
  expect(await compareTallies(product.dataSource.manager, id)).toEqual([]);
  const answer = await fetch(`${product.url}/api/campaigns/${slug}`);
  const { count, returning } = ((await answer.json()) as { progress: { count: number; returning: number } })
    .progress;
  return { count, returning };
}

const byNow = (): Date => new Date(Math.floor(Date.now() / 1000) * 1000 + 1000);

async function joined(email: string, campaign: Campaign, paidAt: Date): Promise<Purchase> {
  const purchase = buildPurchase({ email, campaignId: campaign.id, paidAt });
  await insertPurchases(product, [purchase]);
  return purchase;
}

const hears = (purchase: Purchase): Promise<void> => tell(product, buildPaid(purchase));

/** A gift that belongs to no campaign. */
async function redeemed(email: string): Promise<Bought> {
  const giver = { name: 'Ben', email: 'ben@example.test' };
  const body = { plan: 'supporter-month', months: 3, giver, recipients: [{ email }] };
  const { purchase, url } = await cast.opens('gift', body);
  const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
  await cast.pays(session, giver.email);
  expect((await cast.redeems(await cast.linkFor(email), email)).status).toBe(200);
  return { purchase, session };
}

describe('somebody who joins after they redeemed a gift', () => {
  it('came back', async () => {
    const campaign = await aCampaign();
    await redeemed('kept@example.test');
    await hears(await joined('kept@example.test', campaign, byNow()));
    expect(await progressOf(campaign)).toEqual({ count: 0, returning: 1 });
  });

  it.each([
    { first: 'the refund', refundFirst: true },
    { first: 'the joining', refundFirst: false },
  ])('is new when the gift was refunded, and $first is heard of first', async ({ refundFirst }) => {
    const campaign = await aCampaign();
    const email = `refund-first-${refundFirst}@example.test`;
    const gift = await redeemed(email);
    const own = await joined(email, campaign, byNow());
    const refund = async (): Promise<void> => {
      await cast.refunds(gift);
      await cast.settled();
    };
    for (const hear of refundFirst ? [refund, () => hears(own)] : [() => hears(own), refund]) await hear();
    expect(await progressOf(campaign)).toEqual({ count: 1, returning: 0 });
  });

  it('came back after all when the refund of the gift fails', async () => {
    const campaign = await aCampaign();
    const gift = await redeemed('fails@example.test');
    await hears(await joined('fails@example.test', campaign, byNow()));
    const refund = await cast.refunds(gift);
    expect(await progressOf(campaign)).toEqual({ count: 1, returning: 0 });
    await fetch(`${product.stripeUrl}/_standin/refunds/${refund}/fail`, { method: 'POST' });
    expect(await progressOf(campaign)).toEqual({ count: 0, returning: 1 });
  });
});

describe('somebody who joins in one campaign, in another and in the first again', () => {
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];

  it.each(orders)(
    'was new in the first and came back in the other: heard as %i, %i, %i',
    async (...order) => {
      const [first, other] = [await aCampaign(), await aCampaign()];
      const email = `three-${order.join('')}@example.test`;
      const purchases = [
        await joined(email, first, addDays(new Date(), -3)),
        await joined(email, other, addDays(new Date(), -2)),
        await joined(email, first, addDays(new Date(), -1)),
      ];
      for (const each of order) await hears(purchases[each] as Purchase);
      expect(await progressOf(first)).toEqual({ count: 1, returning: 0 });
      expect(await progressOf(other)).toEqual({ count: 0, returning: 1 });
    },
  );
});

import { Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';
import { insertPurchases, tell } from '../../support/tell.js';
import { buildPaid, buildPurchase } from '../../factories/paid.js';

/** What the worked cases do not tell: people who leave and come back, and money of gifts that were redeemed already. */
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

async function withCampaign(column: string, value: unknown, play: () => Promise<void>): Promise<void> {
  const [{ old }] = await product.dataSource.query(`select ${column} as old from campaigns`);
  await product.dataSource.query(`update campaigns set ${column} = $1`, [value]);
  try {
    await play();
  } finally {
    await product.dataSource.query(`update campaigns set ${column} = $1`, [old]);
  }
}

async function redeemed(giver: string, recipient: string) {
  await fetch(`${product.mailboxUrl}/api/messages`, { method: 'DELETE' });
  const bought = await cast.gives(giver, [{ email: recipient }]);
  const answer = await cast.redeems(await cast.linkFor(recipient), recipient);
  expect(answer.status).toBe(200);
  return bought;
}

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

const daysUntil = (instant?: string): number => (Date.parse(instant ?? '') - Date.now()) / 86_400_000;

describe('somebody who was refunded', () => {
  it('counts again when they join again, and once', async () => {
    const first = await cast.joins('again@example.test');
    await cast.settled();
    await cast.refunds(first);
    expect(await moved()).toBe(0);
    const second = await cast.joins('again@example.test');
    expect(await moved()).toBe(1);
    await cast.joins('again@example.test');
    expect(await moved()).toBe(1);
    await cast.refunds(second);
    expect(await moved()).toBe(1);
  });

  it('of two memberships at the same moment does not count any more', async () => {
    const bought = [await cast.joins('both@example.test'), await cast.joins('both@example.test')];
    expect(await moved()).toBe(1);
    await Promise.all(bought.map((each) => cast.refunds(each)));
    expect(await moved()).toBe(0);
  });

  it('has the gift that was waiting behind the plan at once', async () => {
    const bought = await cast.joins('waiting@example.test');
    await cast.settled();
    await redeemed('ben@example.test', 'waiting@example.test');
    await cast.refunds(bought);
    await cast.settled();
    const { member, until } = await cast.isMember('waiting@example.test');
    expect(member).toBe(true);
    expect(daysUntil(until)).toBeLessThan(93);
    expect(daysUntil(until)).toBeGreaterThan(88);
  });
});

describe('a redeemed gift whose money goes back', () => {
  it('makes its recipient somebody new, should they join themselves', async () => {
    const bought = await redeemed('ben@example.test', 'cleo@example.test');
    await cast.refunds(bought);
    expect(await moved()).toBe(0);
    await cast.joins('cleo@example.test');
    expect(await moved()).toBe(1);
  });

  it('was taken back already where gifts to members do not count: not a second time', async () => {
    await withCampaign('uncount_gifts_to_members', true, async () => {
      await cast.joins('member@example.test');
      await cast.settled();
      const bought = await redeemed('ben@example.test', 'member@example.test');
      expect(await moved()).toBe(1);
      await cast.refunds(bought);
      expect(await moved()).toBe(1);
    });
  });

  it('does not count any more where it counted when it was redeemed', async () => {
    await withCampaign('count_gifts_at', 'redemption', async () => {
      const bought = await redeemed('ben@example.test', 'late@example.test');
      expect(await moved()).toBe(1);
      await cast.refunds(bought);
      expect(await moved()).toBe(0);
    });
  });

  it('lets the gift behind it begin', async () => {
    const first = await redeemed('ben@example.test', 'two@example.test');
    await redeemed('bea@example.test', 'two@example.test');
    await cast.refunds(first);
    await cast.settled();
    expect(await cast.isMember('two@example.test')).toMatchObject({ member: true });
  });
});

describe('somebody who redeemed a gift and then joined', () => {
  it('stays counted when the gift is refunded, and goes when they are refunded too', async () => {
    const gift = await redeemed('ben@example.test', 'both-ways@example.test');
    const own = await cast.joins('both-ways@example.test');
    expect(await moved()).toBe(1);
    await cast.refunds(gift);
    expect(await moved()).toBe(1);
    await cast.refunds(own);
    expect(await moved()).toBe(0);
  });

  it('is counted once whatever becomes of a dispute about the gift', async () => {
    const gift = await redeemed('ben@example.test', 'disputed-gift@example.test');
    await cast.joins('disputed-gift@example.test');
    await cast.settled();
    const dispute = await cast.disputes(gift);
    expect(await moved()).toBe(1);
    await cast.closesDispute(dispute, 'won');
    expect(await moved()).toBe(1);
  });

  it('is somebody who came back in a second campaign, in whichever order the payments become known', async () => {
    const [{ id }] = await product.dataSource.query('select id from campaigns');
    const early = buildPurchase({ email: 'late-news@example.test', campaignId: null, paidAt: daysAgo(5) });
    const late = buildPurchase({ email: 'late-news@example.test', campaignId: id, paidAt: daysAgo(1) });
    await insertPurchases(product, [early, late]);
    await tell(product, buildPaid(late));
    expect(await moved()).toBe(1);
    await tell(product, buildPaid(early));
    expect(await moved()).toBe(0);
  });
});

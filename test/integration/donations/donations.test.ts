import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

interface Row {
  status: string;
  interval: string;
  amount: number;
  paid_until: Date | null;
  ended_at: Date | null;
  member_id: string | null;
  dedication: string | null;
}

async function donation(purchase: string): Promise<Row | undefined> {
  const rows: Row[] = await product.dataSource.query('select * from donations where purchase_id = $1', [
    purchase,
  ]);
  return rows[0];
}

async function receipts(address: string): Promise<number> {
  const [{ count }] = await product.dataSource.query(
    `select count(*) as count from mails where recipient = $1 and template = 'donation-receipt'`,
    [address],
  );
  return count;
}

async function entries(purchase: string): Promise<{ kind: string; delta: number; amount: number }[]> {
  return product.dataSource.query(
    'select kind, delta, amount from ledger_entries where purchase_id = $1 order by id',
    [purchase],
  );
}

describe('a donation once', () => {
  it('is kept, thanked for and counted as money', async () => {
    const { purchase, url } = await cast.opens('donation', {
      amount: { amount: 5000, currency: 'eur' },
      interval: 'once',
      campaign: 'birthday',
      dedication: '  For Grandmother ',
    });
    await cast.pays(/cs_test_\w+/.exec(url)?.[0] ?? '', 'once@example.test');
    await cast.settled();
    expect(await donation(purchase)).toMatchObject({
      status: 'paid',
      interval: 'once',
      amount: 5000,
      dedication: 'For Grandmother',
      member_id: null,
    });
    expect(await receipts('once@example.test')).toBe(1);
    expect(await entries(purchase)).toEqual([{ kind: 'donation', delta: 0, amount: 5000 }]);
    expect(await cast.isMember('once@example.test')).toEqual({ member: false });
  });

  it('is taken back in parts, to the cent', async () => {
    const bought = await cast.donates('parts@example.test', 3000);
    await cast.settled();
    await cast.refunds(bought, 1000);
    await cast.settled();
    expect(await donation(bought.purchase)).toMatchObject({ status: 'paid' });
    await cast.refunds(bought, 2000);
    await cast.settled();
    expect(await donation(bought.purchase)).toMatchObject({ status: 'refunded' });
    expect((await entries(bought.purchase)).map(({ kind, amount }) => [kind, amount])).toEqual([
      ['donation', 3000],
      ['refund', -1000],
      ['refund', -2000],
    ]);
  });

  it('of a member is theirs', async () => {
    await cast.joins('giving@example.test');
    await cast.settled();
    const { purchase } = await cast.donates('Giving@Example.test', 2000);
    await cast.settled();
    expect((await donation(purchase))?.member_id).not.toBeNull();
  });

  it('whose card is declined is nothing', async () => {
    const { purchase, url } = await cast.opens('donation', {
      amount: { amount: 5000, currency: 'eur' },
      interval: 'once',
    });
    const paying = cast.pays(/cs_test_\w+/.exec(url)?.[0] ?? '', 'no@example.test', '4000000000000002');
    await expect(paying).rejects.toThrow('paying');
    await cast.settled();
    expect(await donation(purchase)).toBeUndefined();
    expect(await receipts('no@example.test')).toBe(0);
  });
});

describe('a donation every month', () => {
  it('is thanked for each time, counted once, and ends with its subscription', async () => {
    const bought = await cast.donates('monthly@example.test', 1500, { interval: 'month' });
    await cast.settled();
    const first = await donation(bought.purchase);
    expect(first).toMatchObject({ status: 'active', interval: 'month', ended_at: null });
    await cast.renews(bought);
    await cast.settled();
    await eventually(
      () => receipts('monthly@example.test'),
      (count) => count === 2,
    );
    const renewed = await donation(bought.purchase);
    expect(renewed?.paid_until?.getTime()).toBeGreaterThan(first?.paid_until?.getTime() ?? Infinity);
    expect(await entries(bought.purchase)).toEqual([{ kind: 'donation', delta: 0, amount: 1500 }]);
    await product.stripe.subscriptions.cancel(await cast.subscriptionOf(bought.session));
    await cast.settled();
    const ended = await donation(bought.purchase);
    expect(ended?.status).toBe('canceled');
    expect(ended?.ended_at).not.toBeNull();
  });
});

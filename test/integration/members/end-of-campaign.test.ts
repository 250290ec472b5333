import { startTestService, type TestService } from '../../support/service.js';
import { insertPurchases, tell } from '../../support/tell.js';
import { buildPaid, buildPurchase } from '../../factories/paid.js';

let product: TestService;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
}, 60_000);

afterAll(() => product.close());

/** 23 November 2026, 0 o'clock in Kyiv. */
const end = new Date('2026-11-22T22:00:00Z');

async function countedAt(at: Date, email: string): Promise<number> {
  const [{ id: campaignId }] = await product.dataSource
    .query(
      `update campaigns set starts_at = $1::timestamptz - interval '30 days', ends_at = $1 returning id`,
      [end],
    )
    .then(([rows]) => rows);
  const purchase = buildPurchase({ campaignId, email, paidAt: at });
  await insertPurchases(product, [purchase]);
  await tell(product, buildPaid(purchase));
  const [{ delta }] = await product.dataSource.query(
    'select coalesce(sum(delta), 0)::int as delta from ledger_entries where purchase_id = $1',
    [purchase.id],
  );
  return delta;
}

describe('worked case 12: a payment that is heard of after the campaign', () => {
  it.each([
    ['counts from its last second', new Date(end.getTime() - 1000), 1],
    ['counts from its last millisecond', new Date(end.getTime() - 1), 1],
    ['does not from its end', end, 0],
    ['does not from before its start', new Date(end.getTime() - 31 * 86_400_000), 0],
  ])('%s', async (what, at, expected) => {
    expect(await countedAt(at, `${what.replaceAll(' ', '-')}@example.test`)).toBe(expected);
  });

  it('makes a member all the same', async () => {
    const rows = await product.dataSource.query('select id from memberships');
    expect(rows).toHaveLength(4);
  });
});

import { Cast } from '../../support/cast.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

interface Row {
  id: string;
  status: string;
}

/** In their order in the purchase. */
function gifts(purchase: string): Promise<Row[]> {
  return product.dataSource.query('select id, status from gifts where purchase_id = $1 order by place', [
    purchase,
  ]);
}

async function states(purchase: string): Promise<string[]> {
  return (await gifts(purchase)).map(({ status }) => status);
}

function reach(purchase: string, expected: string[]): Promise<string[]> {
  return eventually(
    () => states(purchase),
    (now) => now.join() === expected.join(),
  );
}

async function bought(...emails: string[]): Promise<string> {
  const { purchase } = await cast.gives(
    'ben@example.test',
    emails.map((email) => ({ email })),
  );
  await reach(
    purchase,
    emails.map(() => 'delivered'),
  );
  return purchase;
}

async function refund(purchase: string, body: object): Promise<{ status: number; code?: string }> {
  const answer = await fetch(`${product.url}/api/staff/purchases/${purchase}/refund`, {
    method: 'POST',
    headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'The wrong people', ...body }),
  });
  const { error } = (await answer.json()) as { error?: { code: string } };
  return error ? { status: answer.status, code: error.code } : { status: answer.status };
}

async function count(): Promise<number> {
  const answer = await fetch(`${product.url}/api/campaigns/birthday`);
  return ((await answer.json()) as { progress: { count: number } }).progress.count;
}

async function notices(email: string): Promise<{ template: string; params: object }[]> {
  return product.dataSource.query(
    `select template, params from mails where recipient = $1 and template = 'gift-ended'`,
    [email],
  );
}

describe('a refund of some gifts of an order', () => {
  it('takes those that staff chose, whichever they are', async () => {
    const before = await count();
    const purchase = await bought('a1@example.test', 'a2@example.test', 'a3@example.test');
    const [first, second] = await gifts(purchase);
    expect(await refund(purchase, { gifts: [first?.id] })).toEqual({ status: 202 });
    await reach(purchase, ['refunded', 'delivered', 'delivered']);
    expect(await refund(purchase, { gifts: [first?.id] })).toMatchObject({ status: 409 });
    expect(await refund(purchase, { gifts: [second?.id] })).toEqual({ status: 202 });
    await reach(purchase, ['refunded', 'refunded', 'delivered']);
    await eventually(count, (now) => now === before + 1);
    const [{ sum }] = await product.dataSource.query(
      `select sum(r.amount)::int from refunds r join payments p on p.id = r.payment_id where p.purchase_id = $1`,
      [purchase],
    );
    expect(sum).toBe(2 * 1500);
  });

  it('ends the membership of a gift that was accepted only where that is meant, and says so to its member', async () => {
    const purchase = await bought('b1@example.test', 'b2@example.test');
    const [first] = await gifts(purchase);
    await cast.redeems(await cast.linkFor('b1@example.test'), 'b1@example.test');
    expect(await refund(purchase, { gifts: [first?.id] })).toEqual({ status: 409, code: 'not_refundable' });
    expect(await states(purchase)).toEqual(['redeemed', 'delivered']);
    const meant = { gifts: [first?.id], evenRedeemed: [first?.id] };
    expect(await refund(purchase, meant)).toEqual({ status: 202 });
    await reach(purchase, ['refunded', 'delivered']);
    expect((await cast.isMember('b1@example.test')).member).toBe(false);
    const [notice, ...more] = await notices('b1@example.test');
    expect(more).toEqual([]);
    expect(JSON.stringify(notice?.params)).not.toMatch(/ben|refund|amount/i);
  });

  it('keeps what is being refunded from being accepted in between, for a day', async () => {
    const purchase = await bought('c1@example.test', 'c2@example.test');
    const [first] = await gifts(purchase);
    const chosenAt = (hours: number) =>
      product.dataSource.query(
        `update gifts set chosen_for_refund_at = now() - $2 * interval '1 hour' where id = $1`,
        [first?.id, hours],
      );
    const token = await cast.linkFor('c1@example.test');
    await chosenAt(1);
    expect((await cast.redeems(token, 'c1@example.test')).status).toBe(409);
    // Stripe was never reached: the gift is not lost.
    await chosenAt(25);
    expect((await cast.redeems(token, 'c1@example.test')).status).toBe(200);
  });

  it('refuses gifts of another purchase, and an amount beside them', async () => {
    const one = await bought('d1@example.test');
    const other = await bought('d2@example.test');
    const [foreign] = await gifts(other);
    expect(await refund(one, { gifts: [foreign?.id] })).toMatchObject({ status: 400 });
    expect(await refund(other, { gifts: [foreign?.id], amount: 5 })).toMatchObject({ status: 400 });
    expect(await states(other)).toEqual(['delivered']);
  });
});

describe('a newsroom that lets readers keep what was refunded', () => {
  it('takes the number back and leaves the membership', async () => {
    const kept = await startTestService({ env: { REFUNDED_GIFTS: 'keep', RATE_LIMITS: 'off' } });
    try {
      const people = new Cast(kept);
      const gift = await people.gives('ben@example.test', [{ email: 'cleo@example.test' }]);
      await people.redeems(await people.linkFor('cleo@example.test'), 'cleo@example.test');
      await people.refunds(gift);
      await eventually(
        async () => {
          const answer = await fetch(`${kept.url}/api/campaigns/birthday`);
          return ((await answer.json()) as { progress: { count: number } }).progress.count;
        },
        (number) => number === 0,
      );
      await people.settled();
      expect((await people.isMember('cleo@example.test')).member).toBe(true);
    } finally {
      await kept.close();
    }
  });
});

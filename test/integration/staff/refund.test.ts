import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

interface Entry {
  kind: string;
  delta: number;
  member: { email: string } | null;
  paymentId: string | null;
  eventId: string | null;
  purchaseId: string | null;
}

describe('a refund by staff, from the press to the number', () => {
  let product: TestService;

  beforeAll(async () => {
    product = await startTestService();
  }, 60_000);
  afterAll(() => product.close());

  const call = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${product.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${staffToken}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const ledger = (): Promise<{ campaign: { value: number }; entries: Entry[] }> =>
    call('/api/staff/campaigns/birthday/ledger');

  async function join(email: string): Promise<string> {
    const { purchase } = await call<{ purchase: string }>('/api/checkout/membership', {
      plan: 'supporter-month',
      email,
    });
    const [{ session_id: session }] = await product.dataSource.query(
      'select session_id from purchases where id = $1',
      [purchase],
    );
    await fetch(`${product.stripeUrl}/_standin/checkout/sessions/${session}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card: '4242424242424242' }),
    });
    return purchase;
  }

  it('takes the member back, and the ledger says why', async () => {
    const purchase = await join('ann@example.test');
    // The number moves with the session; which payment that was comes with the invoice.
    const joined = await eventually(ledger, ({ entries }) => Boolean(entries[0]?.paymentId));
    expect(joined.campaign.value).toBe(1);
    expect(joined.entries).toEqual([
      expect.objectContaining({
        kind: 'membership',
        delta: 1,
        purchaseId: purchase,
        paymentId: expect.stringMatching(/^pi_/),
        eventId: expect.stringMatching(/^evt_/),
        member: expect.objectContaining({ email: 'ann@example.test' }),
      }),
    ]);

    await call(`/api/staff/purchases/${purchase}/refund`, { reason: 'joined twice by mistake' });
    const refunded = await eventually(ledger, ({ campaign }) => campaign.value === 0);
    expect(refunded.entries.find(({ kind }) => kind === 'refund')).toMatchObject({ delta: -1 });

    const { entries } = await call<{ entries: object[] }>('/api/staff/audit');
    expect(entries[0]).toMatchObject({
      actor: 'api token',
      action: 'purchase.refund',
      subject: `purchase:${purchase}`,
      details: { amount: 'all', reason: 'joined twice by mistake' },
    });
    const page = await fetch(`${product.url}/staff/purchases/${purchase}`, {
      headers: { authorization: `Bearer ${staffToken}` },
    });
    const text = await page.text();
    expect(text.includes('refund of €5')).toBe(true);
    expect(text.includes('by api token: joined twice by mistake')).toBe(true);
    // Nothing is left to refund.
    expect(text.includes(`/staff/purchases/${purchase}/refund`)).toBe(false);
  });

  it('is refused twice', async () => {
    const [{ id }] = await product.dataSource.query('select id from purchases limit 1');
    await expect(call(`/api/staff/purchases/${id}/refund`, { reason: 'once more' })).rejects.toThrow(
      /409 .*not_refundable/,
    );
  });
});

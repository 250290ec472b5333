import { Stripe } from 'stripe';
import { countSupporters } from '../../../src/campaigns/supporters.js';
import { addMonths } from '../../../src/common/dates.js';
import { GiftSweep } from '../../../src/gifts/gift-sweep.service.js';
import { Stage } from './stage.js';

/** The rows M1 to M18 of docs/stripe-events.md: what went wrong for others. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
}, 60_000);

afterAll(() => stage.close());

const query = (sql: string, values: unknown[] = []) => stage.product.dataSource.query(sql, values);

async function post(event: object, secret = stage.product.settings.STRIPE_WEBHOOK_SECRET[0] ?? '') {
  const payload = JSON.stringify(event);
  return postRaw(payload, Stripe.webhooks.generateTestHeaderString({ payload, secret }));
}

function postRaw(body: string, signature: string): Promise<Response> {
  return fetch(`${stage.product.url}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'stripe-signature': signature },
    body,
  });
}

async function newest(type: string): Promise<Stripe.Event> {
  const { data } = await stage.stripe.events.list({ type, limit: 1 });
  if (!data[0]) throw new Error(`no ${type}`);
  return data[0];
}

async function post25(event: Stripe.Event): Promise<void> {
  for (let copy = 0; copy < 25; copy += 1) await post({ ...event, id: `${event.id}_${copy}` });
}

describe('mistakes that others made', () => {
  it('M1: a partial refund cancels no gift', async () => {
    const bought = await stage.cast.gives(stage.person(), [{ name: 'Cleo' }]);
    await stage.cast.settled();
    await stage.cast.refunds(bought, 1499);
    expect(await stage.seen(bought)).toMatchObject({ status: 'paid', gifts: [{ status: 'delivered' }] });
  });

  it('M2: a donation that is delivered 25 times is one', async () => {
    const bought = await stage.cast.donates(stage.person(), 1500);
    await stage.cast.settled();
    await post25(await newest('checkout.session.completed'));
    const seen = await stage.seen(bought);
    expect(seen.ledger).toEqual([['donation', 0, 1500]]);
    expect(seen.mails).toEqual(['donation-receipt']);
    expect(await query('select id from donations where purchase_id = $1', [bought.purchase])).toHaveLength(1);
  });

  it('M3: an invoice that is told 25 times is one payment', async () => {
    const ann = await stage.member();
    await stage.cast.renews(ann);
    await stage.cast.settled();
    await post25(await newest('invoice.paid'));
    expect((await stage.seen(ann)).payments).toHaveLength(2);
  });

  it('M4: a donation that is not paid yet is none', async () => {
    const page = await stage.page('donation', { amount: { amount: 900, currency: 'eur' }, interval: 'once' });
    await stage.door(`checkout/${page.session}/pay`, {
      card: '4242424242424242',
      email: stage.person(),
      method: 'bank',
    });
    expect(await stage.seen(page)).toMatchObject({ status: 'processing', donation: null, ledger: [] });
  });

  it('M5: an event about somebody who is not known yet is not lost', async () => {
    await stage.listen('invoice.paid');
    const email = stage.person();
    const page = await stage.page('membership', { plan: 'supporter-month', email });
    await stage.door(`checkout/${page.session}/pay`, { card: '4242424242424242', email });
    const seen = await stage.seen(page);
    await stage.listen('*');
    expect(seen).toMatchObject({ status: 'paid', membership: { status: 'active' } });
  });

  it('M6: a refund that comes before its payment is not lost', async () => {
    await stage.listen('refund.created');
    const bought = await stage.cast.donates(stage.person(), 1100);
    await stage.cast.refunds(bought);
    const seen = await stage.seen(bought);
    await stage.listen('*');
    expect(seen).toMatchObject({ status: 'refunded', donation: { status: 'refunded' } });
    expect(seen.ledger.reduce((sum, [, , amount]) => sum + (amount ?? 0), 0)).toBe(0);
  });

  it('M7: duplicates at once are all answered well', async () => {
    await stage.member();
    const event = await newest('checkout.session.completed');
    const answers = await Promise.all(Array.from({ length: 20 }, () => post({ ...event, id: 'evt_twenty' })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    await stage.cast.settled();
    expect(await query(`select id from stripe_events where id = 'evt_twenty'`)).toHaveLength(1);
  });

  it('M8: no transaction is open while Stripe is asked', async () => {
    const ann = await stage.member();
    await stage.door('faults', { latency: 1500 });
    const event = await newest('customer.subscription.created');
    await post({ ...event, id: 'evt_slow' });
    const open = `select pid from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%' and state_change < now() - interval '0.3 seconds'`;
    const state = async () =>
      (await query(`select state from stripe_events where id = 'evt_slow'`))[0]?.state;
    let looked = 0;
    while ((await state()) === 'received') {
      expect(await query(open)).toEqual([]);
      looked += 1;
    }
    await stage.door('faults', {});
    expect(looked).toBeGreaterThan(3);
    expect(await state()).toBe('applied');
    expect((await stage.seen(ann)).membership?.status).toBe('active');
  });

  it('M9: a month after 31 January is the end of February', () => {
    const months = (from: string) => addMonths(new Date(from), 1).toISOString();
    expect(months('2027-01-31T12:00:00Z')).toBe('2027-02-28T12:00:00.000Z');
    expect(months('2028-01-31T12:00:00Z')).toBe('2028-02-29T12:00:00.000Z');
  });

  it('M10: 50 presses redeem a gift once', async () => {
    const cleo = stage.person();
    await stage.cast.gives(stage.person(), [{ email: cleo }]);
    const link = await stage.cast.linkFor(cleo);
    const answers = await Promise.all(Array.from({ length: 50 }, () => stage.cast.redeems(link, cleo)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(
      await query(
        `select m.id from memberships m join members p on p.id = m.member_id where p.normalised_email = $1`,
        [cleo],
      ),
    ).toHaveLength(1);
  });

  it('M11: a gift whose day was missed goes out with the next run', async () => {
    const cleo = stage.person();
    const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const bought = await stage.cast.gives(stage.person(), [{ email: cleo, deliverOn: inAWeek }]);
    expect((await stage.seen(bought)).gifts).toMatchObject([{ status: 'bought' }]);
    await query(`update gifts set deliver_at = now() - interval '3 days' where purchase_id = $1`, [
      bought.purchase,
    ]);
    await stage.product.service.app.get(GiftSweep).sweep();
    expect((await stage.seen(bought)).gifts).toMatchObject([{ status: 'delivered' }]);
    expect(await stage.cast.linkFor(cleo)).toBeTruthy();
  });

  it('M12: an event of the other mode changes nothing', async () => {
    const email = stage.person();
    const page = await stage.page('membership', { plan: 'supporter-month', email });
    const session = await stage.stripe.checkout.sessions.retrieve(page.session);
    const paid = { ...session, status: 'complete', payment_status: 'paid', livemode: true };
    const event = await newest('checkout.session.completed');
    await post({ ...event, id: 'evt_other_mode', livemode: true, data: { object: paid } });
    expect(await stage.seen(page)).toMatchObject({ status: 'open', membership: null });
    expect((await query(`select state from stripe_events where id = 'evt_other_mode'`))[0].state).toBe(
      'ignored',
    );
  });

  it('M13: who pays with somebody else’s e-mail gets nothing of theirs', async () => {
    const ann = await stage.member();
    await query(`update members set name = 'Ann herself' where normalised_email = $1`, [ann.email]);
    const page = await stage.page('gift', {
      plan: 'supporter-month',
      months: 3,
      giver: { name: 'Mallory', email: ann.email },
      recipients: [{ name: 'Somebody' }],
    });
    await stage.door(`checkout/${page.session}/pay`, { card: '4242424242424242', email: ann.email });
    await stage.cast.settled();
    const thanks = await fetch(`${stage.product.url}/thanks/${page.purchase}`);
    expect(thanks.headers.get('set-cookie')).toBeNull();
    expect(await query('select name from members where normalised_email = $1', [ann.email])).toEqual([
      { name: 'Ann herself' },
    ]);
  });

  it('M14: who has cancelled is no supporter any more', async () => {
    const supporters = () => countSupporters(stage.product.dataSource, false, new Date());
    const ann = await stage.member();
    const before = await supporters();
    await stage.stripe.subscriptions.cancel(ann.subscription);
    await stage.cast.settled();
    expect(await supporters()).toBe(before - 1);
  });

  it('M15: what is not signed is not looked at', async () => {
    const event = await newest('checkout.session.completed');
    const forged = await post({ ...event, id: 'evt_forged' }, 'whsec_of_somebody_else');
    expect(forged.status).toBe(400);
    const broken = await postRaw('{"not json', 't=1,v1=00');
    expect(broken.status).toBe(400);
    expect(await broken.text()).not.toMatch(/JSON|position/i);
    expect(await query(`select id from stripe_events where id = 'evt_forged'`)).toEqual([]);
  });

  it('M16: one e-mail is one customer, however often it pays for something that recurs', async () => {
    const email = stage.person();
    const first = await stage.cast.donates(email, 500, { interval: 'month' });
    await stage.cast.settled();
    const page = await stage.page('membership', { plan: 'supporter-month', email: email.toUpperCase() });
    await stage.door(`checkout/${page.session}/pay`, { card: '4242424242424242', email });
    await stage.cast.settled();
    const customers = await query('select distinct customer_id from purchases where id = any($1::uuid[])', [
      [first.purchase, page.purchase],
    ]);
    expect(customers).toHaveLength(1);
    expect(customers[0].customer_id).toMatch(/^cus_/);
  });

  it('M17: who has a running membership is told so instead of paying twice', async () => {
    const ann = await stage.member();
    const answer = await fetch(`${stage.product.url}/api/checkout/membership`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ plan: 'supporter-month', email: ann.email }),
    });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ error: { code: 'already_member' } });
  });

  it('M18: what is sold beside us makes no members', async () => {
    const product = await stage.stripe.products.create({ name: 'Tote bag' });
    const session = await stage.stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example/thanks',
      line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 2000, product: product.id } }],
    });
    const [{ count }] = await query('select count(*)::int as count from members');
    await stage.door(`checkout/${session.id}/pay`, { card: '4242424242424242', email: 'bag@example.test' });
    await stage.cast.settled();
    expect(await query('select count(*)::int as count from members')).toEqual([{ count }]);
    expect(await stage.eventStates(session.id)).toEqual({ 'checkout.session.completed': 'foreign' });
  });
});

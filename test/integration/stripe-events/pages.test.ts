import { eventually } from '../../support/eventually.js';
import { Stage } from './stage.js';

/** The rows P1 to P9 of docs/stripe-events.md. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ PROMOTION_CODES: 'on' });
}, 60_000);

afterAll(() => stage.close());

async function membershipPage(email: string, plan = 'supporter-month') {
  return stage.page('membership', { plan, email });
}

/** A code for so many per cent off, for as long as it runs. */
async function promotionCode(percent: number, duration: 'once' | 'forever' = 'forever'): Promise<string> {
  const coupon = await stage.stripe.coupons.create({ percent_off: percent, duration });
  const code = await stage.stripe.promotionCodes.create({
    promotion: { type: 'coupon', coupon: coupon.id },
    code: `OFF${percent}${duration.toUpperCase()}${Math.random().toString(36).slice(2, 7).toUpperCase()}`,
  });
  return code.code;
}

const pay = (session: string, email: string, how: object = {}) =>
  stage.door(`checkout/${session}/pay`, { card: '4242424242424242', email, ...how });

describe('pages', () => {
  it('P1: a membership that is paid', async () => {
    const ann = await stage.member();
    expect(await stage.seen(ann)).toMatchObject({
      status: 'paid',
      flag: null,
      membership: { status: 'active', plan: 'supporter-month', amount: 500 },
      payments: [{ initial: true, amount: 500 }],
      ledger: [['membership', 1, 500]],
      mails: ['membership-welcome'],
    });
    expect(await stage.access(ann)).toBe(true);
  });

  it('P1: gifts and a donation that are paid', async () => {
    const gifts = await stage.cast.gives(stage.person(), [{ email: stage.person() }, { name: 'Cleo' }]);
    expect(await stage.seen(gifts)).toMatchObject({
      status: 'paid',
      gifts: [{ status: 'delivered' }, { status: 'delivered' }],
      ledger: [
        ['gift', 1, 1500],
        ['gift', 1, 1500],
      ],
      mails: ['gift-receipt'],
    });
    const donation = await stage.cast.donates(stage.person(), 2500);
    expect(await stage.seen(donation)).toMatchObject({
      donation: { status: 'paid', amount: 2500 },
      ledger: [['donation', 0, 2500]],
      mails: ['donation-receipt'],
    });
  });

  it('P1: a second running membership of one person is flagged', async () => {
    const email = stage.person();
    const pages = await Promise.all([membershipPage(email), membershipPage(email)]);
    for (const page of pages) await pay(page.session, email);
    const both = await Promise.all(pages.map((page) => stage.seen(page)));
    expect(both.map(({ flag }) => flag).sort()).toEqual(['second_membership', null].sort());
    expect(both.flatMap(({ ledger }) => ledger.map(([, delta]) => delta)).sort()).toEqual([0, 1]);
  });

  it('P2: a coupon of 100 % begins everything and counts nothing', async () => {
    const code = await promotionCode(100);
    const email = stage.person();
    const page = await membershipPage(email);
    await pay(page.session, email, { promotion_code: code });
    expect(await stage.seen(page)).toMatchObject({
      status: 'paid',
      membership: { status: 'active' },
      payments: [],
      ledger: [],
      mails: ['membership-welcome'],
    });
    const giver = stage.person();
    const gift = await stage.page('gift', {
      plan: 'supporter-month',
      months: 3,
      giver: { name: 'Ben', email: giver },
      recipients: [{ email: stage.person() }],
    });
    await pay(gift.session, giver, { promotion_code: code });
    expect(await stage.seen(gift)).toMatchObject({
      status: 'paid',
      gifts: [{ status: 'delivered' }],
      ledger: [],
    });
  });

  it('P2: a coupon of a part counts what was charged', async () => {
    const email = stage.person();
    const page = await membershipPage(email);
    await pay(page.session, email, { promotion_code: await promotionCode(40) });
    expect(await stage.seen(page)).toMatchObject({
      payments: [{ initial: true, amount: 300 }],
      ledger: [['membership', 1, 300]],
    });
  });

  it('P3: a payment that takes days is under way', async () => {
    const email = stage.person();
    const page = await membershipPage(email);
    await pay(page.session, email, { method: 'bank' });
    expect(await stage.seen(page)).toMatchObject({
      status: 'processing',
      membership: null,
      ledger: [],
      mails: ['payment-awaited'],
    });
  });

  it('P4: it comes', async () => {
    const email = stage.person();
    const page = await membershipPage(email);
    await pay(page.session, email, { method: 'bank' });
    await stage.cast.settled();
    await stage.door(`checkout/${page.session}/settle`, { outcome: 'succeeded' });
    expect(await stage.seen(page)).toMatchObject({
      status: 'paid',
      membership: { status: 'active' },
      ledger: [['membership', 1, 500]],
      mails: ['membership-welcome', 'payment-awaited'],
    });
  });

  it('P5: it does not come', async () => {
    const email = stage.person();
    const page = await stage.page('donation', { amount: { amount: 900, currency: 'eur' }, interval: 'once' });
    await pay(page.session, email, { method: 'bank' });
    await stage.cast.settled();
    await stage.door(`checkout/${page.session}/settle`, { outcome: 'failed' });
    expect(await stage.seen(page)).toMatchObject({
      status: 'failed',
      donation: null,
      ledger: [],
      mails: ['payment-awaited', 'payment-bounced'],
    });
  });

  it('P5: the first debit of what would recur does not come: nothing is asked for any more', async () => {
    const page = await membershipPage(stage.person());
    await pay(page.session, stage.person(), { method: 'bank', waits: true });
    await stage.cast.settled();
    await stage.door(`checkout/${page.session}/settle`, { outcome: 'failed' });
    expect(await stage.seen(page)).toMatchObject({ status: 'failed', membership: null, ledger: [] });
    const subscription = await stage.cast.subscriptionOf(page.session);
    const status = await eventually(
      async () => (await stage.stripe.subscriptions.retrieve(subscription)).status,
      (found) => found === 'canceled',
    );
    expect(status).toBe('canceled');
    expect(await stage.seen(page)).toMatchObject({
      status: 'failed',
      mails: ['payment-awaited', 'payment-bounced'],
    });
  });

  it('P6: a page expires', async () => {
    const page = await membershipPage(stage.person());
    await stage.door(`checkout/${page.session}/expire`);
    expect(await stage.seen(page)).toMatchObject({
      status: 'expired',
      membership: null,
      ledger: [],
      mails: [],
    });
  });

  it('P7: paid in the payer’s own currency', async () => {
    const email = stage.person();
    const page = await stage.page('donation', {
      amount: { amount: 5000, currency: 'eur' },
      interval: 'once',
    });
    await pay(page.session, email, { presentment_currency: 'usd' });
    expect(await stage.seen(page)).toMatchObject({
      payments: [{ amount: 5000, currency: 'eur' }],
      ledger: [['donation', 0, 5000]],
    });
    const [seen] = await stage.product.dataSource.query(
      'select presentment_currency currency, presentment_amount > 0 known from payments where purchase_id = $1',
      [page.purchase],
    );
    expect(seen).toEqual({ currency: 'usd', known: true });
  });

  it.each([
    ['jpy', 800, '¥800'],
    ['kwd', 1500, 'KWD\u00a01.500'],
  ])('P8: paid in %s', async (currency, amount, written) => {
    const plan = `${currency}-month`;
    await stage.product.dataSource.query(
      `insert into plans (id, tier, name, blurb, interval, amount, currency, active)
       values ($1, 'supporter', 'Supporter', '', 'month', $2, $3, true)`,
      [plan, amount, currency],
    );
    const email = stage.person();
    const page = await membershipPage(email, plan);
    await pay(page.session, email);
    expect(await stage.seen(page)).toMatchObject({
      payments: [{ amount, currency }],
      membership: { amount },
      ledger: [['membership', 1, amount]],
    });
    await stage.mailTo(email, written);
  });

  it('P9: free days begin a membership and count nothing', async () => {
    await stage.product.dataSource.query(`update plans set trial_days = 14 where id = 'supporter-year'`);
    const email = stage.person();
    const page = await membershipPage(email, 'supporter-year');
    await pay(page.session, email);
    const seen = await stage.seen(page);
    expect(seen).toMatchObject({
      status: 'paid',
      membership: { status: 'trialing' },
      payments: [],
      ledger: [],
      mails: ['membership-welcome', 'trial-running'],
    });
    expect(await stage.access(page, 13)).toBe(true);
    expect(await stage.access(page, 15)).toBe(false);
    await stage.product.dataSource.query('update plans set trial_days = 0');
  });
});

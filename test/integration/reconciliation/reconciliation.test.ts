import { register } from 'prom-client';
import { reconcile } from '../../../src/cli/reconcile-command.js';
import { PaymentsUnavailable } from '../../../src/payments/payments-unavailable.js';
import { Reconciliation, type Report } from '../../../src/payments/reconciliation/reconciliation.service.js';
import { Stage } from '../stripe-events/stage.js';

/** What neither webhooks nor the list of events told: Stripe posts nothing, and the service does not catch up. */
let stage: Stage;

beforeEach(async () => {
  stage = await Stage.open();
}, 60_000);

afterEach(() => stage.close());

const since = new Date('2020-01-01');
const options = { since: '2020-01-01', fix: false };
const reconciliation = () => stage.product.service.app.get(Reconciliation);
const compare = (fix = false): Promise<Report> => reconciliation().run({ since, fix });

const kinds = ({ differences }: Report) =>
  differences.map(({ objectId, stripe, ours }) => [
    objectId.split('_')[0],
    stripe.split(',')[0],
    ours.split(',')[0],
  ]);

/** From now on nothing of what happens at Stripe is heard of. */
async function deafen(): Promise<void> {
  const [endpoint] = (await stage.stripe.webhookEndpoints.list()).data;
  await stage.stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled: true });
}

/** People who pay, renew, are refunded and dispute while nobody hears it. */
async function unheardLives() {
  const refunded = await stage.member();
  const renewed = await stage.member();
  const disputed = await stage.member();
  const cancelled = await stage.member();
  await deafen();
  const joined = await stage.cast.joins(stage.person());
  await stage.cast.refunds(refunded);
  await stage.cast.renews(renewed);
  await stage.cast.disputes(disputed);
  await stage.stripe.subscriptions.cancel(cancelled.subscription);
  const expired = await stage.page('membership', { plan: 'supporter-month', email: stage.person() });
  await stage.door(`checkout/${expired.session}/expire`);
  return { refunded, renewed, disputed, cancelled, joined, expired };
}

async function drained(): Promise<void> {
  await stage.until(
    () =>
      stage.product.dataSource.query(`select id from stripe_events where state in ('received', 'retrying')`),
    (waiting) => waiting.length === 0,
  );
}

describe('comparing with Stripe', () => {
  it('says that there is no difference where there is none', async () => {
    await stage.member();
    await stage.cast.donates(stage.person(), 1000);
    await stage.cast.settled();
    const { run, differences } = await compare();
    expect(differences).toEqual([]);
    expect(run.compared).toBeGreaterThanOrEqual(4);
    expect(run.finishedAt).not.toBeNull();
    const { dataSource, settings } = stage.product;
    expect(await reconcile(dataSource, [], settings, options)).toBe(0);
  });

  it('names what was missed, changes nothing, and puts it right when asked', async () => {
    const lives = await unheardLives();
    const found = await compare();
    expect(
      kinds(found)
        .map(([kind]) => kind)
        .sort(),
    ).toEqual(
      // Two pages, the dispute, two invoices, the refund; the new subscription, the renewed one and the ended one.
      ['cs', 'cs', 'du', 'in', 'in', 're', 'sub', 'sub', 'sub'],
    );
    const statuses = 'select status from purchases order by created_at';
    expect(await stage.product.dataSource.query(statuses)).toEqual(
      ['paid', 'paid', 'paid', 'paid', 'open', 'open'].map((status) => ({ status })),
    );
    const { dataSource, settings } = stage.product;
    expect(await reconcile(dataSource, [], settings, options)).toBe(1);
    expect(await register.metrics()).toMatch(/^thousandfold_reconciliation_differences 9$/m);
    await compare(true);
    await drained();
    // What is ended at Stripe because of a refund is not heard of either.
    await stage.until(
      () => stage.stripe.subscriptions.retrieve(lives.refunded.subscription),
      ({ status }) => status === 'canceled',
    );
    const later = await reconciliation().run({ since: new Date('2020-01-02'), fix: true });
    expect(later.differences.map(({ objectId }) => objectId)).toEqual([lives.refunded.subscription]);
    await drained();
    expect((await reconciliation().run({ since: new Date('2020-01-03'), fix: false })).differences).toEqual(
      [],
    );
    expect(await register.metrics()).toMatch(/^thousandfold_reconciliation_differences 0$/m);
    expect(await stage.product.dataSource.query(statuses)).toEqual(
      ['refunded', 'paid', 'disputed', 'paid', 'paid', 'expired'].map((status) => ({ status })),
    );
    const [row] = await stage.product.dataSource.query(
      `select (select sum(delta) from ledger_entries)::int as number,
         (select count(*) from payments where purchase_id = $1)::int as payments,
         (select status from memberships where purchase_id = $2) as cancelled`,
      [lives.renewed.purchase, lives.cancelled.purchase],
    );
    expect(row).toEqual({ number: 3, payments: 2, cancelled: 'canceled' });
  });

  it('leaves alone what is not ours', async () => {
    const product = await stage.stripe.products.create({ name: 'Podcast' });
    const session = await stage.stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://podcast.example/',
      line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 300, product: product.id } }],
    });
    await stage.cast.pays(session.id, 'listener@example.test');
    const { payment_intent: payment } = await stage.stripe.checkout.sessions.retrieve(session.id);
    await stage.stripe.refunds.create({ payment_intent: String(payment) });
    const { run, differences } = await compare();
    expect(differences).toEqual([]);
    expect(run.foreign).toBe(2);
  });

  it('is taken up where it was broken off', async () => {
    await stage.member();
    await deafen();
    for (let page = 0; page < 3; page += 1) await stage.cast.donates(stage.person(), 1000);
    // Stripe goes away after the first kinds of objects.
    await stage.door('faults', { broken: 1, paths: '/v1/refunds' });
    await expect(compare()).rejects.toThrow(PaymentsUnavailable);
    const [stopped] = await reconciliation().latest();
    expect(stopped?.run).toMatchObject({ part: 'refunds', finishedAt: null });
    expect(stopped?.differences).toHaveLength(3);
    await stage.door('faults', {});
    const { run, differences } = await compare();
    expect(run.id).toBe(stopped?.run.id);
    expect(run.finishedAt).not.toBeNull();
    expect(differences).toHaveLength(3);
  });

  it('does no harm beside the running service', async () => {
    const joining = Promise.all(Array.from({ length: 5 }, () => stage.cast.joins(stage.person())));
    await compare(true);
    await joining;
    await reconciliation().run({ since: new Date('2020-01-02'), fix: true });
    await stage.cast.settled();
    const [row] = await stage.product.dataSource.query(
      `select (select sum(delta) from ledger_entries)::int as number, (select count(*) from memberships)::int as members`,
    );
    expect(row).toEqual({ number: 5, members: 5 });
  });
});

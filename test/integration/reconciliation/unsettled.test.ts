import { addDays } from '../../../src/common/dates.js';
import { Reconciliation, type Report } from '../../../src/payments/reconciliation/reconciliation.service.js';
import { Stage } from '../stripe-events/stage.js';

/** What is not settled is compared however long ago it was made: here all of it is older than the span. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
}, 60_000);
afterAll(() => stage.close());

let runs = 0;
/** A span of its own for each: a run with the same one might go on with what another test began. */
const compare = (fix = false): Promise<Report> => {
  runs += 1;
  return stage.product.service.app.get(Reconciliation).run({ since: addDays(new Date(), runs), fix });
};
const said = ({ differences }: Report) =>
  differences.map(({ objectId, stripe, ours }) => [objectId, stripe.split(',')[0], ours.split(',')[0]]);

async function unheard(happening: () => Promise<unknown>): Promise<void> {
  const [endpoint] = (await stage.stripe.webhookEndpoints.list()).data;
  const switchTo = (disabled: boolean) =>
    stage.stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled });
  await stage.cast.settled();
  await switchTo(true);
  await happening();
  await switchTo(false);
}

async function putRight(): Promise<Report> {
  const report = await compare(true);
  await stage.until(
    () =>
      stage.product.dataSource.query(`select id from stripe_events where state in ('received', 'retrying')`),
    (waiting) => waiting.length === 0,
  );
  return report;
}

it('a subscription that was cancelled', async () => {
  const ann = await stage.member();
  await unheard(() => stage.stripe.subscriptions.cancel(ann.subscription));
  expect(said(await compare())).toEqual([[ann.subscription, 'canceled', 'active']]);
  expect((await putRight()).differences.map(({ eventId }) => eventId)).toEqual([
    expect.stringMatching(new RegExp(`^reconcile_.*_${ann.subscription}$`)),
  ]);
  expect((await stage.seen(ann)).membership?.status).toBe('canceled');
  expect(said(await compare())).toEqual([]);
});

it('a dispute that was won', async () => {
  const ben = await stage.member();
  const dispute = await stage.cast.disputes(ben);
  await unheard(() => stage.door(`disputes/${dispute}/close`, { outcome: 'won' }));
  expect(said(await compare())).toEqual([[dispute, 'won', 'needs_response']]);
  await putRight();
  expect(await stage.seen(ben)).toMatchObject({ status: 'paid', membership: { frozen: false } });
  expect(said(await compare())).toEqual([]);
});

it('a debit that bounced', async () => {
  const page = await stage.page('donation', { amount: { amount: 2500, currency: 'eur' }, interval: 'once' });
  await stage.door(`checkout/${page.session}/pay`, { method: 'bank', email: stage.person() });
  await stage.cast.settled();
  await unheard(() => stage.door(`checkout/${page.session}/settle`, { outcome: 'failed' }));
  await stage.product.dataSource.query(`update purchases set expires_at = now() where id = $1`, [
    page.purchase,
  ]);
  expect(said(await compare())).toEqual([[page.session, 'failed', 'processing']]);
  await putRight();
  expect(await stage.seen(page)).toMatchObject({ status: 'failed' });
  expect(said(await compare())).toEqual([]);
});

it('a page that Stripe does not know is for a person, and hinders nothing', async () => {
  const page = await stage.page('donation', { amount: { amount: 2500, currency: 'eur' }, interval: 'once' });
  await stage.product.dataSource.query(
    `update purchases set session_id = 'cs_test_of_another_account', expires_at = now() where id = $1`,
    [page.purchase],
  );
  const report = await putRight();
  expect(report.run.finishedAt).not.toBeNull();
  expect(report.differences).toEqual([
    expect.objectContaining({
      objectId: 'cs_test_of_another_account',
      purchaseId: page.purchase,
      stripe: 'unknown',
      ours: 'open',
      eventId: null,
    }),
  ]);
});

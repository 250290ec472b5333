import { addDays, addMonths } from '../../../src/common/dates.js';
import { ChargeMoves } from '../../../src/members/charge-moves/charge-moves.service.js';
import { Reconciliation } from '../../../src/payments/reconciliation/reconciliation.service.js';
import { markedPurchases, needsAttention } from '../../../src/staff/queries/attention.js';
import { PayingAnn } from '../../support/paying-ann.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';
import { TravellingClock } from '../../support/travelling-clock.js';

/** A next charge is to be moved, and Stripe is away, or its events are lost. */
let clock: TravellingClock;
let product: TestService;
let ann: PayingAnn;

beforeEach(async () => {
  clock = new TravellingClock(new Date());
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off', GIFTS_WHILE_PAYING: 'move' } });
  ann = await PayingAnn.join(product, clock);
}, 60_000);

afterEach(() => product.close());

async function door(path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${product.stripeUrl}/_standin/${path}`, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

const seconds = (instant: Date) => Math.ceil(instant.getTime() / 1000);
const moves = () => product.service.app.get(ChargeMoves);

/** What it does each hour. */
const hourPasses = () => moves().moveForgotten();

const waitingMoves = () =>
  product.dataSource.query(`select state from pgboss.job where name = 'move-charge' and state < 'completed'`);

/** Stripe answers nothing about subscriptions until the job that asks has given up. */
async function whileStripeIsAway(work: () => Promise<unknown>): Promise<void> {
  await door('faults', { broken: 1, paths: '/v1/subscriptions' });
  await work();
  await eventually(waitingMoves, ([job]) => job?.state === 'retry');
  await product.dataSource.query(`delete from pgboss.job where name = 'move-charge'`);
  await door('faults', {});
}

/** Stripe does what it is asked, and nothing that it says of it arrives. */
async function whileEventsAreLost(work: () => Promise<unknown>): Promise<void> {
  await door('deliveries', { drop: 1 });
  await work();
  await door('deliveries', {});
}

async function reconcile(): Promise<void> {
  await product.service.app.get(Reconciliation).run({ since: new Date('2020-01-01'), fix: true });
  await eventually(
    () => product.dataSource.query(`select id from stripe_events where state in ('received', 'retrying')`),
    (events) => events.length === 0,
  );
}

async function onStaffsFirstScreen(): Promise<[number, (string | null)[][]]> {
  const { unmovedCharges } = await needsAttention(product.dataSource, false, clock.now());
  const marks = await markedPurchases(product.dataSource, false, clock.now());
  return [unmovedCharges, marks.map(({ email, note }) => [email, note])];
}

describe('while Stripe is away for longer than the job is tried', () => {
  it('the move is asked for again within the hour', async () => {
    await whileStripeIsAway(() => ann.accepts('ben'));
    expect(await ann.dueAtStripe()).toBe(seconds(ann.next));
    await hourPasses();
    await ann.chargedOn(addMonths(ann.next, 3));
  });

  it('staff are told whose charge it is, until it is moved', async () => {
    await whileStripeIsAway(() => ann.accepts('ben'));
    await clock.travelTo(product, addDays(clock.now(), 1));
    expect(await onStaffsFirstScreen()).toEqual([1, [[ann.email, 'charge_unmoved']]]);
    await hourPasses();
    await ann.chargedOn(addMonths(ann.next, 3));
    expect(await onStaffsFirstScreen()).toEqual([0, []]);
  });

  it('a renewal that comes first eats nothing of the gift', async () => {
    await whileStripeIsAway(() => ann.accepts('ben'));
    await clock.travelTo(product, addDays(ann.next, 1));
    await ann.cast.settled();
    expect(await ann.charges()).toBe(2);
    const renewed = addMonths(ann.next, 1);
    expect((await ann.spans())[1]).toMatchObject({ source: 'gift', startsAt: renewed });
    await hourPasses();
    const [, gift] = await ann.spans();
    await ann.chargedOn(gift?.endsAt ?? new Date(0));
  });

  it('a refund needs nothing to be moved, and nobody is asked again', async () => {
    const { bought, token } = await ann.isGiven('ben');
    await whileStripeIsAway(() => ann.redeems(token));
    await ann.cast.refunds(bought);
    await ann.cast.settled();
    await eventually(waitingMoves, (jobs) => jobs.length === 0);
    await hourPasses();
    expect(await waitingMoves()).toEqual([]);
    expect(await ann.dueAtStripe()).toBe(seconds(ann.next));
  });

  it('what ran out behind an ended plan moves nothing of a new one', async () => {
    await whileStripeIsAway(() => ann.accepts('ben'));
    await product.stripe.subscriptions.cancel(ann.subscription);
    await ann.cast.settled();
    const { session } = await ann.cast.joins(ann.email);
    await ann.cast.settled();
    const subscription = await ann.cast.subscriptionOf(session);
    await hourPasses();
    await eventually(waitingMoves, (jobs) => jobs.length === 0);
    expect((await product.stripe.subscriptions.retrieve(subscription)).trial_end).toBeNull();
  });
});

describe('while Stripe’s events are lost', () => {
  const moved = () => addMonths(ann.next, 3);

  const isMovedTo = (instant: Date) =>
    eventually(
      () => ann.dueAtStripe(),
      (due) => due === seconds(instant),
    );

  it('the comparison with Stripe finds that the charge was moved', async () => {
    const { token } = await ann.isGiven('ben');
    await ann.cast.settled();
    await whileEventsAreLost(async () => {
      await ann.redeems(token);
      await isMovedTo(moved());
    });
    expect((await ann.spans())[0]).toMatchObject({ source: 'plan', endsAt: ann.next });
    await hourPasses();
    await eventually(waitingMoves, (jobs) => jobs.length === 0);
    await reconcile();
    expect(await ann.spans()).toMatchObject([
      { source: 'plan', endsAt: moved() },
      { source: 'gift', startsAt: ann.next, endsAt: moved() },
    ]);
    await ann.accepts('bea');
    await isMovedTo(addMonths(moved(), 3));
  });

  it('a renewal after the moved charge finds the gift where it was', async () => {
    const { token } = await ann.isGiven('ben');
    await ann.cast.settled();
    await whileEventsAreLost(async () => {
      await ann.redeems(token);
      await isMovedTo(moved());
    });
    await clock.travelTo(product, addDays(moved(), 1));
    await reconcile();
    expect(await ann.spans()).toMatchObject([
      { source: 'plan', endsAt: addMonths(moved(), 1) },
      { source: 'gift', startsAt: ann.next, endsAt: moved() },
    ]);
  });

  it('of two gifts that are refunded, each moves the charge back', async () => {
    const first = await ann.accepts('ben');
    const second = await ann.accepts('bea');
    await ann.chargedOn(addMonths(moved(), 3));
    await whileStripeIsAway(async () => {
      await ann.cast.refunds(second.bought);
      await ann.cast.settled();
    });
    await whileEventsAreLost(async () => {
      await hourPasses();
      await isMovedTo(moved());
      await eventually(waitingMoves, (jobs) => jobs.length === 0);
    });
    await ann.cast.refunds(first.bought);
    await eventually(
      () => ann.spans(),
      (spans) => spans.filter(({ endedAt }) => endedAt !== null).length === 2,
    );
    await reconcile();
    await hourPasses();
    await isMovedTo(ann.next);
  });
});

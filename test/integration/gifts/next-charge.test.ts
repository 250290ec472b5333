import { addDays, addMonths } from '../../../src/common/dates.js';
import { ChargeMoves } from '../../../src/members/charge-moves/charge-moves.service.js';
import { PayingAnn } from '../../support/paying-ann.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';
import { TravellingClock } from '../../support/travelling-clock.js';

let clock: TravellingClock;
let product: TestService;
let ann: PayingAnn;

beforeEach(async () => {
  clock = new TravellingClock(new Date());
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off', GIFTS_WHILE_PAYING: 'move' } });
  ann = await PayingAnn.join(product, clock);
}, 60_000);

afterEach(() => product.close());

const travelTo = async (instant: Date) => {
  await clock.travelTo(product, instant);
  await ann.cast.settled();
};

/** By the gift's real days: three months from there may be longer than those before. */
const without = (charge: Date, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  new Date(charge.getTime() - (endsAt.getTime() - startsAt.getTime()));

const isTold = (words: RegExp) =>
  eventually(
    async () => (await fetch(`${product.mailboxUrl}/api/messages?to=${ann.email}`)).text(),
    (mails) => words.test(mails),
  );

describe('a gift for who pays already', () => {
  it('moves the next charge by its term, and is eaten by no renewal', async () => {
    const moved = addMonths(ann.next, 3);
    expect((await ann.accepts('ben')).nextCharge).toBe(moved.toISOString());
    await ann.chargedOn(moved);
    await isTold(/next charge moves from \d+ \w+ \d{4} to \d+ \w+ \d{4}/);
    expect(await ann.spans()).toMatchObject([
      { source: 'plan', endsAt: moved },
      { source: 'gift', startsAt: ann.next, endsAt: moved },
    ]);
    await travelTo(addDays(ann.next, 40));
    expect(await ann.charges()).toBe(1);
    expect((await ann.cast.isMember(ann.email)).member).toBe(true);

    await travelTo(addDays(moved, 1));
    expect(await ann.charges()).toBe(2);
    expect(await ann.spans()).toMatchObject([
      { source: 'plan', endsAt: addMonths(moved, 1) },
      { source: 'gift', startsAt: ann.next, endsAt: moved },
    ]);
  });

  it('stacks with others, however often Stripe is told', async () => {
    await ann.accepts('ben');
    await ann.accepts('bea');
    const moved = addMonths(addMonths(ann.next, 3), 3);
    await ann.chargedOn(moved);
    const moves = product.service.app.get(ChargeMoves);
    const memberId = await ann.memberId();
    await Promise.all([moves.align(memberId), moves.align(memberId)]);
    await ann.chargedOn(moved);
  });

  it('waits behind a plan that is cancelled at its period’s end', async () => {
    await product.stripe.subscriptions.update(ann.subscription, { cancel_at_period_end: true });
    await ann.cast.settled();
    expect((await ann.accepts('ben')).nextCharge).toBeUndefined();
    await ann.cast.settled();
    expect(await ann.spans()).toMatchObject([
      { endsAt: ann.next },
      { source: 'gift', startsAt: ann.next, endsAt: addMonths(ann.next, 3) },
    ]);
    expect((await product.stripe.subscriptions.retrieve(ann.subscription)).trial_end).toBeNull();
  });
});

describe('a gift that had moved the next charge and is refunded', () => {
  it('moves it back by its term, with notice, and what stood behind it moves up', async () => {
    const { bought } = await ann.accepts('ben');
    await ann.accepts('bea');
    const moved = addMonths(addMonths(ann.next, 3), 3);
    await ann.chargedOn(moved);
    const bens = { startsAt: ann.next, endsAt: addMonths(ann.next, 3) };
    await ann.cast.refunds(bought);
    await ann.chargedOn(without(moved, bens));
    await isTold(/Its next charge, which the gift had moved, is now on \d+ \w+ \d{4}/);
    const beas = (await ann.spans()).find(({ source, endedAt }) => source === 'gift' && !endedAt);
    expect(beas).toMatchObject({ startsAt: ann.next, endsAt: without(moved, bens) });
    expect(await ann.charges()).toBe(1);
  });

  it('never moves it nearer than three days', async () => {
    const { bought } = await ann.accepts('ben');
    await ann.chargedOn(addMonths(ann.next, 3));
    await travelTo(addDays(ann.next, 40));
    await ann.cast.refunds(bought);
    const charge = addDays(clock.now(), 3);
    await ann.chargedOn(charge);
    expect((await ann.cast.isMember(ann.email)).member).toBe(true);
    await travelTo(addDays(charge, 1));
    expect(await ann.charges()).toBe(2);
  });

  it('moves it once more when the refund fails after all', async () => {
    const { bought } = await ann.accepts('ben');
    await ann.chargedOn(addMonths(ann.next, 3));
    const refund = await ann.cast.refunds(bought);
    await ann.chargedOn(ann.next);
    await fetch(`${product.stripeUrl}/_standin/refunds/${refund}/fail`, { method: 'POST' });
    await ann.chargedOn(addMonths(ann.next, 3));
    expect(await ann.spans()).toMatchObject([
      { source: 'plan', endsAt: addMonths(ann.next, 3) },
      { source: 'gift', startsAt: ann.next, endsAt: addMonths(ann.next, 3), endedAt: null },
    ]);
  });

  it('leaves room for the next gift, which moves it to the very same day', async () => {
    const { bought } = await ann.accepts('ben');
    await ann.chargedOn(addMonths(ann.next, 3));
    await ann.cast.refunds(bought);
    await ann.chargedOn(ann.next);
    await ann.accepts('bea');
    await ann.chargedOn(addMonths(ann.next, 3));
  });
});

import type { Bought } from '../../support/cast.js';
import { Stage } from './stage.js';

/** The rows R1 to R9, D1 to D9 and W1 of docs/stripe-events.md. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
}, 60_000);

afterAll(() => stage.close());

const joined: [string, number, number] = ['membership', 1, 500];

const dispute = async (bought: Bought, kind: object = {}) =>
  (await stage.door(`charges/${await stage.chargeOf(bought)}/dispute`, kind)).id;

const close = (id: string, outcome: 'won' | 'lost') =>
  stage.door(`disputes/${id}/close`, { outcome, status: outcome });

const statusOf = (subscription: string) =>
  stage.until(
    async () => (await stage.stripe.subscriptions.retrieve(subscription)).status,
    (status) => status === 'canceled',
  );

/** Pays a page while Stripe posts events of one type only: the page itself is not heard of. */
async function unheard(type: 'refund.created' | 'charge.dispute.created') {
  await stage.listen(type);
  const email = stage.person();
  const page = await stage.page('membership', { plan: 'supporter-month', email });
  await stage.door(`checkout/${page.session}/pay`, { card: '4242424242424242', email });
  return { ...page, email };
}

describe('refunds', () => {
  it('R1, R2: parts that add up to the whole take it back when the whole is reached', async () => {
    const ann = await stage.member();
    await stage.cast.refunds(ann, 200);
    expect(await stage.seen(ann)).toMatchObject({
      status: 'paid',
      membership: { status: 'active' },
      ledger: [joined, ['refund', 0, -200]],
      mails: ['membership-welcome', 'payment-refunded'],
    });
    await stage.cast.refunds(ann, 300);
    expect(await stage.seen(ann)).toMatchObject({
      status: 'refunded',
      membership: { status: 'canceled' },
      ledger: [joined, ['refund', 0, -200], ['refund', -1, -300]],
    });
    expect(await stage.access(ann)).toBe(false);
    expect(await statusOf(ann.subscription)).toBe('canceled');
    expect((await stage.seen(ann)).mails).toEqual([
      'membership-welcome',
      'payment-refunded',
      'payment-refunded',
    ]);
  });

  it('R3: all at once, of a membership and of a donation', async () => {
    const ann = await stage.member();
    await stage.cast.refunds(ann);
    expect(await stage.seen(ann)).toMatchObject({
      status: 'refunded',
      ledger: [joined, ['refund', -1, -500]],
    });
    const donation = await stage.cast.donates(stage.person(), 2000);
    await stage.cast.settled();
    await stage.cast.refunds(donation);
    expect(await stage.seen(donation)).toMatchObject({
      status: 'refunded',
      donation: { status: 'refunded' },
      ledger: [
        ['donation', 0, 2000],
        ['refund', 0, -2000],
      ],
      mails: ['donation-receipt', 'payment-refunded'],
    });
  });

  it('R4: pending, then through: taken back once', async () => {
    const ann = await paidWith('4000000000007726');
    const refund = await stage.cast.refunds(ann);
    expect(await stage.seen(ann)).toMatchObject({ status: 'refunded' });
    await stage.door(`refunds/${refund}/succeed`);
    expect(await stage.seen(ann)).toMatchObject({
      status: 'refunded',
      flag: null,
      ledger: [joined, ['refund', -1, -500]],
      mails: ['membership-welcome', 'payment-refunded'],
    });
  });

  it('R5: one that fails later is undone, and shown to staff', async () => {
    const donation = await stage.page('donation', {
      amount: { amount: 700, currency: 'eur' },
      interval: 'once',
    });
    await stage.door(`checkout/${donation.session}/pay`, { card: '4000000000005126', email: stage.person() });
    await stage.cast.settled();
    const refund = await stage.cast.refunds(donation);
    await stage.cast.settled();
    if ((await stage.stripe.refunds.retrieve(refund)).status !== 'failed')
      await stage.door(`refunds/${refund}/fail`);
    expect(await stage.seen(donation)).toMatchObject({
      status: 'paid',
      flag: 'refund_failed',
      donation: { status: 'paid' },
      ledger: [
        ['donation', 0, 700],
        ['refund', 0, -700],
        ['refund_failed', 0, 700],
      ],
    });
  });

  it('R5: of a membership, the person counts again', async () => {
    const ann = await paidWith('4000000000007726');
    const refund = await stage.cast.refunds(ann);
    await stage.cast.settled();
    await stage.door(`refunds/${refund}/fail`);
    const seen = await stage.seen(ann);
    expect(seen).toMatchObject({ status: 'paid', flag: 'refund_failed' });
    expect(seen.ledger).toEqual([joined, ['refund', -1, -500], ['refund_failed', 1, 500]]);
  });

  it('R6: before its payment was heard of', async () => {
    const ann = await unheard('refund.created');
    await stage.cast.refunds(ann);
    const early = await stage.seen(ann);
    await stage.listen('*');
    await stage.resend('checkout.session.completed');
    expect(early).toMatchObject({ status: 'refunded', ledger: [joined, ['refund', -1, -500]] });
    expect(await stage.seen(ann)).toMatchObject({ status: 'refunded', ledger: early.ledger });
  });

  it('R7: of a renewal', async () => {
    const ann = await stage.member();
    await stage.cast.renews(ann);
    await stage.cast.settled();
    const [{ id }] = await stage.product.dataSource.query(
      'select id from payments where purchase_id = $1 and not initial',
      [ann.purchase],
    );
    await stage.stripe.refunds.create({ payment_intent: id });
    expect(await stage.seen(ann)).toMatchObject({
      status: 'paid',
      membership: { status: 'active' },
      mails: ['membership-welcome', 'payment-refunded'],
    });
    expect((await stage.seen(ann)).ledger.reduce((sum, [, delta]) => sum + delta, 0)).toBe(1);
  });

  it('R8: of some of several gifts', async () => {
    const bought = await stage.cast.gives(stage.person(), [{ name: 'A' }, { name: 'B' }, { name: 'C' }]);
    await stage.cast.settled();
    await stage.cast.refunds(bought, 3000);
    const seen = await stage.seen(bought);
    expect(seen.status).toBe('paid');
    expect(seen.gifts.map(({ status }) => status)).toEqual(['delivered', 'refunded', 'refunded']);
    expect(seen.ledger.reduce((sum, [, delta]) => sum + delta, 0)).toBe(1);
    expect(seen.ledger.reduce((sum, [, , amount]) => sum + (amount ?? 0), 0)).toBe(1500);
  });

  it('R9: of a gift that was redeemed', async () => {
    const cleo = stage.person();
    const bought = await stage.cast.gives(stage.person(), [{ email: cleo }]);
    const answer = await stage.cast.redeems(await stage.cast.linkFor(cleo), cleo);
    expect(answer.status).toBe(200);
    await stage.cast.refunds(bought);
    expect(await stage.seen(bought)).toMatchObject({ status: 'refunded', gifts: [{ status: 'refunded' }] });
    expect(await stage.cast.isMember(cleo)).toEqual({ member: false });
  });
});

async function paidWith(card: string) {
  const email = stage.person();
  const page = await stage.page('membership', { plan: 'supporter-month', email });
  await stage.door(`checkout/${page.session}/pay`, { card, email });
  await stage.cast.settled();
  return { ...page, email };
}

describe('disputes', () => {
  it.each([
    ['D1', 'an inquiry', { inquiry: true, kind: 'inquiry' }],
    ['D2', 'one that was prevented', { prevented: true }],
  ])('%s: %s moves nothing', async (_row, _what, kind) => {
    const ann = await stage.member();
    await dispute(ann, kind);
    expect(await stage.seen(ann)).toMatchObject({
      status: 'paid',
      membership: { status: 'active', frozen: false },
      ledger: [joined],
    });
  });

  it('D3, D4: funds that are withdrawn take it back and freeze it; won, all is as before', async () => {
    const ann = await stage.member();
    const id = await dispute(ann);
    expect(await stage.seen(ann)).toMatchObject({
      status: 'disputed',
      membership: { status: 'active', frozen: true },
      ledger: [joined, ['dispute', -1, -500]],
    });
    expect(await stage.access(ann)).toBe(false);
    await close(id, 'won');
    expect(await stage.seen(ann)).toMatchObject({
      status: 'paid',
      membership: { status: 'active', frozen: false },
      ledger: [joined, ['dispute', -1, -500], ['dispute_won', 1, 500]],
    });
    expect(await stage.access(ann)).toBe(true);
  });

  it('D5: lost, it is over, and nobody is charged again', async () => {
    const ann = await stage.member();
    await close(await dispute(ann), 'lost');
    expect(await statusOf(ann.subscription)).toBe('canceled');
    expect(await stage.seen(ann)).toMatchObject({
      status: 'disputed',
      membership: { status: 'canceled' },
      ledger: [joined, ['dispute', -1, -500]],
    });
    expect(await stage.access(ann)).toBe(false);
  });

  it('D5: lost, a donation every month is not charged again either', async () => {
    const donation = await stage.cast.donates(stage.person(), 1000, { interval: 'month' });
    await stage.cast.settled();
    await close(await dispute(donation), 'lost');
    expect(await statusOf(await stage.cast.subscriptionOf(donation.session))).toBe('canceled');
  });

  it('D6: after one that was won a second one takes the person back again, and gives them back', async () => {
    const ann = await stage.member();
    const first = await dispute(ann);
    await stage.cast.settled();
    await close(first, 'won');
    await stage.cast.settled();
    const second = await dispute(ann);
    expect(await stage.seen(ann)).toMatchObject({ status: 'disputed', membership: { frozen: true } });
    await close(second, 'won');
    const seen = await stage.seen(ann);
    expect(seen).toMatchObject({ status: 'paid', membership: { frozen: false } });
    expect(seen.ledger.map(([kind, delta]) => [kind, delta])).toEqual([
      ['membership', 1],
      ['dispute', -1],
      ['dispute_won', 1],
      ['dispute', -1],
      ['dispute_won', 1],
    ]);
  });

  it('D7: one after a refund takes nobody back twice', async () => {
    const ann = await stage.member();
    await stage.cast.refunds(ann);
    await stage.cast.settled();
    await dispute(ann);
    const seen = await stage.seen(ann);
    expect(seen).toMatchObject({ status: 'disputed', membership: { status: 'canceled' } });
    expect(seen.ledger.reduce((sum, [, delta]) => sum + delta, 0)).toBe(0);
  });

  it('D8: gifts are on hold, whether redeemed or not, until it is won', async () => {
    const cleo = stage.person();
    const waiting = stage.person();
    const bought = await stage.cast.gives(stage.person(), [{ email: cleo }, { email: waiting }]);
    await stage.cast.redeems(await stage.cast.linkFor(cleo), cleo);
    const id = await dispute(bought);
    const disputed = await stage.seen(bought);
    expect(disputed.gifts).toEqual([
      { status: 'redeemed', frozen: true },
      { status: 'delivered', frozen: true },
    ]);
    expect(await stage.cast.isMember(cleo)).toEqual({ member: false });
    const link = await stage.cast.linkFor(waiting);
    const refused = await stage.cast.redeems(link, waiting);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { code: 'gift_on_hold' } });
    await close(id, 'won');
    expect((await stage.seen(bought)).gifts.map(({ frozen }) => frozen)).toEqual([false, false]);
    expect((await stage.cast.redeems(link, waiting)).status).toBe(200);
    expect(await stage.cast.isMember(cleo)).toMatchObject({ member: true });
  });

  it('D8: lost, they are withdrawn', async () => {
    const cleo = stage.person();
    const bought = await stage.cast.gives(stage.person(), [{ email: cleo }, { name: 'Dan' }]);
    await stage.cast.redeems(await stage.cast.linkFor(cleo), cleo);
    await close(await dispute(bought), 'lost');
    const seen = await stage.seen(bought);
    expect(seen.gifts.map(({ status }) => status)).toEqual(['refunded', 'refunded']);
    expect(seen.ledger.reduce((sum, [, delta]) => sum + delta, 0)).toBe(0);
    expect(await stage.cast.isMember(cleo)).toEqual({ member: false });
  });

  it('D9: before its payment was heard of', async () => {
    const ann = await unheard('charge.dispute.created');
    await dispute(ann);
    const early = await stage.seen(ann);
    await stage.listen('*');
    expect(early).toMatchObject({
      status: 'disputed',
      membership: { frozen: true },
      ledger: [joined, ['dispute', -1, -500]],
    });
  });
});

describe('warnings of fraud', () => {
  it('W1: staff see it while a refund can still help, and not when it is refunded', async () => {
    const ann = await stage.member();
    await stage.door(`charges/${await stage.chargeOf(ann)}/warn`);
    expect(await stage.seen(ann)).toMatchObject({ status: 'paid', flag: 'fraud_warning', ledger: [joined] });
    const refunded = await stage.member();
    const charge = await stage.chargeOf(refunded);
    await stage.cast.refunds(refunded);
    await stage.cast.settled();
    await stage.door(`charges/${charge}/warn`);
    expect(await stage.seen(refunded)).toMatchObject({ status: 'refunded', flag: null });
  });
});

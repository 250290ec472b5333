import type { Stripe } from 'stripe';
import { boughtSubscription, clientOf, eventTypes, freshDir, startSetting } from './support.js';
import type { Setting } from './support.js';
import { startStripeStandin } from '../../../src/standins/stripe/server.js';
import { press, through } from './billing-support.js';

let setting: Setting;
let subscription: Stripe.Subscription;
beforeEach(async () => {
  setting = await startSetting();
  subscription = await boughtSubscription(setting);
});
afterEach(() => setting.standin.close());

const DAY = 86_400;

async function now(): Promise<Stripe.Subscription & { latest_invoice: Stripe.Invoice }> {
  const { stripe } = setting;
  const row = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
  if (!row.latest_invoice || typeof row.latest_invoice === 'string') throw new Error('There is no invoice.');
  return { ...row, latest_invoice: row.latest_invoice };
}

function later(days: number): void {
  setting.clock.to(setting.clock.seconds() + days * DAY + 1);
  setting.standin.tick();
}

async function newEvents(since: string[]): Promise<string[]> {
  return (await eventTypes(setting.stripe)).slice(since.length);
}

describe('a renewal by hand', () => {
  it.each([
    ['paid', 'active', 'paid', 'invoice.paid'],
    ['failed', 'past_due', 'open', 'invoice.payment_failed'],
    ['action_required', 'past_due', 'open', 'invoice.payment_action_required'],
    ['void', 'active', 'void', 'invoice.voided'],
    ['uncollectible', 'active', 'uncollectible', 'invoice.marked_uncollectible'],
  ])('%s', async (outcome, status, invoice, event) => {
    const before = await eventTypes(setting.stripe);
    const end = subscription.items.data[0]?.current_period_end;
    const answer = await through(setting, `subscriptions/${subscription.id}/renew`, { outcome });
    expect(answer).toMatchObject({ id: subscription.id, status });
    const row = await now();
    expect(row).toMatchObject({ status, latest_invoice: { status: invoice } });
    expect(row.items.data[0]?.current_period_start).toBe(end);
    expect(await newEvents(before)).toContain(event);
  });

  it('fails again at each retry, and the bank may be asked to pay after all', async () => {
    await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'failed' });
    later(3);
    expect(await now()).toMatchObject({ status: 'past_due', latest_invoice: { attempt_count: 2 } });
    await through(setting, `subscriptions/${subscription.id}/recover`);
    expect(await now()).toMatchObject({ status: 'active', latest_invoice: { status: 'paid' } });
  });

  it.each(['canceled', 'unpaid', 'past_due'] as const)('is %s after the last retry', async (afterRetries) => {
    await through(setting, 'settings', { afterRetries });
    await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'failed' });
    for (const days of [3, 5, 7]) later(days);
    const row = await now();
    expect(row).toMatchObject({
      status: afterRetries,
      latest_invoice: { status: 'open', attempt_count: 4, next_payment_attempt: null },
    });
    expect(row.ended_at === null).toBe(afterRetries !== 'canceled');
  });

  it('leaves drafts while it is unpaid, and the latest one brings it back', async () => {
    await through(setting, 'settings', { afterRetries: 'unpaid' });
    await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'failed' });
    for (const days of [3, 5, 7, 50]) later(days);
    expect(await now()).toMatchObject({ status: 'unpaid', latest_invoice: { status: 'draft' } });
    await through(setting, `subscriptions/${subscription.id}/recover`);
    expect(await now()).toMatchObject({ status: 'active', latest_invoice: { status: 'paid' } });
  });

  it('is refused of what has ended, in words', async () => {
    await setting.stripe.subscriptions.cancel(subscription.id);
    const answer = await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'paid' });
    expect(answer).toMatchObject({ error: { message: 'This subscription is canceled.' } });
    const odd = await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'odd' });
    expect(odd).toMatchObject({ error: { param: 'outcome' } });
  });
});

describe('an open invoice', () => {
  it('that is voided or given up puts the subscription right', async () => {
    const { stripe } = setting;
    await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'failed' });
    const { latest_invoice: open } = await now();
    const voided = await stripe.invoices.voidInvoice(open.id, { expand: ['payments'] });
    expect(voided).toMatchObject({ status: 'void', payments: { data: [{ status: 'canceled' }] } });
    expect((await now()).status).toBe('active');
    await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'failed' });
    const { latest_invoice: next } = await now();
    await through(setting, `invoices/${next.id}/uncollectible`);
    expect(await now()).toMatchObject({ status: 'active', latest_invoice: { status: 'uncollectible' } });
    expect(await stripe.invoices.pay(next.id, { paid_out_of_band: true })).toMatchObject({ status: 'paid' });
    await expect(stripe.invoices.voidInvoice(next.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('that is asked for by hand says that the card was declined, and keeps its schedule', async () => {
    const { stripe } = setting;
    await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'failed' });
    const { latest_invoice: open } = await now();
    await expect(stripe.invoices.pay(open.id)).rejects.toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
    });
    expect(await stripe.invoices.retrieve(open.id)).toMatchObject({
      status: 'open',
      attempt_count: 1,
      next_payment_attempt: open.next_payment_attempt,
    });
    expect((await stripe.charges.list({ limit: 1 })).data).toMatchObject([{ status: 'failed' }]);
    expect((await eventTypes(stripe)).at(-1)).toBe('invoice.payment_failed');
  });

  it('is paid by the saved card by hand', async () => {
    await through(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'action_required' });
    const { latest_invoice: open } = await now();
    expect(open.hosted_invoice_url).toContain(open.id);
    expect(await through(setting, `invoices/${open.id}/pay`)).toMatchObject({ status: 'paid' });
    expect((await now()).status).toBe('active');
  });
});

describe('the doors', () => {
  it('are buttons on the page of their object', async () => {
    const { standin } = setting;
    const url = `${standin.url}/objects/${subscription.id}`;
    const html = await (await fetch(url)).text();
    for (const verb of ['renew', 'pause', 'cancel', 'price'])
      expect(html).toContain(`/_standin/subscriptions/${subscription.id}/${verb}`);
    expect(html).not.toContain(`/_standin/subscriptions/${subscription.id}/resume`);
    const pressed = await press(setting, `subscriptions/${subscription.id}/renew`, { outcome: 'failed' });
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `/objects/${subscription.id}`]);
    expect((await now()).status).toBe('past_due');
    const wrong = await press(setting, `subscriptions/${subscription.id}/price`, { price: '' });
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining('Missing required param'),
    ]);
  });

  it('leave behind what outlives the process', async () => {
    const dataDir = freshDir();
    const first = await startSetting({ dataDir });
    const bought = await boughtSubscription(first);
    await through(first, 'settings', { afterRetries: 'unpaid' });
    await through(first, `subscriptions/${bought.id}/renew`, { outcome: 'failed' });
    await first.standin.close();
    const standin = await startStripeStandin({ port: 0, dataDir, clock: first.clock });
    const stripe = clientOf(standin);
    expect((await stripe.subscriptions.retrieve(bought.id)).status).toBe('past_due');
    for (const days of [3, 5, 7]) {
      first.clock.to(first.clock.seconds() + days * DAY + 1);
      standin.tick();
    }
    expect((await stripe.subscriptions.retrieve(bought.id)).status).toBe('unpaid');
    await standin.close();
  });
});

import { askControl, control } from './control-support.js';
import {
  boughtSubscription,
  donationParams,
  eventTypes,
  eventually,
  freshDir,
  monthlyPlan,
  startReceiver,
  startSetting,
  subscriptionParams,
  payOnPage,
} from './support.js';
import type { Setting } from './support.js';
import type { StandinOptions } from '../../../src/standins/stripe/server.js';

interface Journey {
  now: string;
  events: number;
}

const DAY = 86_400;
const running: Setting[] = [];
afterEach(() => Promise.all(running.splice(0).map(({ standin }) => standin.close())));

async function started(options: Partial<StandinOptions> = {}): Promise<Setting> {
  const setting = await startSetting(options);
  running.push(setting);
  return setting;
}

const secondsOf = (iso: string): number => Math.floor(Date.parse(iso) / 1000);
const clockOf = async (setting: Setting): Promise<number> =>
  secondsOf((await control<Journey>(setting, 'clock')).now);

describe('the clock', () => {
  it('brings a year of renewals, each at its time', async () => {
    const setting = await started();
    const { stripe } = setting;
    const subscription = await boughtSubscription(setting);
    const told = (await eventTypes(stripe)).length;
    const before = await clockOf(setting);
    const { now, events } = await control<Journey>(setting, 'clock', { advance: 366 * DAY });
    expect(secondsOf(now) - before - 366 * DAY).toBeLessThan(10);
    expect(secondsOf(now) - before).toBeGreaterThanOrEqual(366 * DAY);

    const invoices = (await stripe.invoices.list({ subscription: subscription.id, limit: 100 })).data;
    expect(invoices).toHaveLength(13);
    expect(invoices.map(({ status }) => status)).toEqual(invoices.map(() => 'paid'));
    for (const invoice of invoices.slice(0, -1)) {
      expect(invoice.created).toBe(invoice.lines.data[0]?.period.start);
      expect(invoice.status_transitions.paid_at).toBe(invoice.created);
    }
    const all = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    const recent = all.map((event) => event.created);
    expect(recent).toEqual(recent.toSorted((a, b) => b - a));
    // The list goes back 30 days, as Stripe's does.
    expect(events).toBeGreaterThan(12 * 5);
    expect(told + events).toBeGreaterThan(all.length);
  });

  it('tries a failing card on its days, and then ends the subscription', async () => {
    const setting = await started();
    const { stripe } = setting;
    const subscription = await boughtSubscription(setting, '4000 0000 0000 0341');
    const end = subscription.items.data[0]?.current_period_end ?? 0;
    await control(setting, 'clock', { to: new Date((end + 16 * DAY) * 1000).toISOString() });
    const failures = await stripe.events.list({ type: 'invoice.payment_failed' });
    const days = failures.data.map(({ created }) => (created - end) / DAY).toReversed();
    expect(days).toEqual([0, 3, 8, 15]);
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: 'canceled',
      ended_at: end + 15 * DAY,
    });
  });

  it('does what else is due on the way, in the order of time', async () => {
    const setting = await started();
    const { stripe } = setting;
    const open = await stripe.checkout.sessions.create(donationParams());
    const { price } = await monthlyPlan(stripe);
    const trial = await stripe.checkout.sessions.create({
      ...subscriptionParams(price.id),
      subscription_data: { trial_period_days: 5 },
    });
    await payOnPage(trial, '4242424242424242');
    const leaving = await boughtSubscription(setting);
    const leavesAt = leaving.created + 3 * DAY;
    await stripe.subscriptions.update(leaving.id, { cancel_at: leavesAt });
    await control(setting, 'clock', { advance: 6 * DAY });
    const events = (await stripe.events.list({ limit: 100 })).data.toReversed();
    const timely = events.filter((event) =>
      ['checkout.session.expired', 'customer.subscription.deleted', 'invoice.paid'].includes(event.type),
    );
    const trialEnds = events.find(({ type }) => type === 'customer.subscription.created')?.data.object;
    expect(timely.slice(-3).map(({ type, created }) => [type, created])).toEqual([
      ['checkout.session.expired', open.expires_at],
      ['customer.subscription.deleted', leavesAt],
      ['invoice.paid', trialEnds && 'trial_end' in trialEnds ? trialEnds.trial_end : null],
    ]);
  });

  it('is as far ahead after a restart, on top of the clock that it was given', async () => {
    const dataDir = freshDir();
    const first = await started({ dataDir });
    await control(first, 'clock', { advance: 40 * DAY });
    const product = await first.stripe.products.create({ name: 'From the future' });
    expect(product.created - first.clock.seconds()).toBeCloseTo(40 * DAY, -1);
    first.clock.to(first.clock.seconds() + 10 * DAY);
    expect((await clockOf(first)) - first.clock.seconds()).toBeCloseTo(40 * DAY, -1);
    await first.standin.close();
    const second = await started({ dataDir });
    expect((await clockOf(second)) - second.clock.seconds()).toBeCloseTo(40 * DAY, -1);
  });

  it('keeps sessions open as long as callers mean them to be, whose own clock was not moved', async () => {
    const setting = await started();
    const { stripe, clock } = setting;
    await control(setting, 'clock', { advance: 100 * DAY });
    const ends = async (at: number): Promise<number> => {
      const session = await stripe.checkout.sessions.create({ ...donationParams(), expires_at: at });
      return session.expires_at - session.created;
    };
    expect(await ends(clock.seconds() + 3600)).toBeCloseTo(3600, -1);
    expect(await ends(clock.seconds() + 100 * DAY + 7200)).toBeCloseTo(7200, -1);
    await expect(ends(clock.seconds() + 60)).rejects.toMatchObject({ param: 'expires_at' });
  });

  it('leaves signatures at the time of the post', async () => {
    const setting = await started();
    const { stripe } = setting;
    const receiver = await startReceiver();
    const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
    await control(setting, 'clock', { advance: 400 * DAY });
    const product = await stripe.products.create({ name: 'Tea' });
    const { body, headers } = await eventually(() => receiver.received[0]);
    const signature = String(headers['stripe-signature']);
    const event = stripe.webhooks.constructEvent(body, signature, endpoint.secret ?? '');
    expect(event.created).toBe(product.created);
    const signedAt = Number(/t=(\d+)/.exec(signature)?.[1]);
    expect(Math.abs(signedAt - Date.now() / 1000)).toBeLessThan(60);
    await receiver.close();
  });

  it('makes one journey after the other, and answers meanwhile', async () => {
    const setting = await started();
    const before = await clockOf(setting);
    const journeys = [10, 20, 30].map((days) => control(setting, 'clock', { advance: days * DAY }));
    await setting.stripe.products.list();
    await Promise.all(journeys);
    const moved = (await clockOf(setting)) - before;
    expect(moved).toBeGreaterThanOrEqual(60 * DAY);
    expect(moved).toBeLessThan(60 * DAY + 10);
  });

  it.each([
    ['back', { to: '2001-01-01T00:00:00Z' }, 'to'],
    ['by nothing', { advance: 0 }, 'advance'],
    ['without a distance', {}, 'advance'],
    ['both ways', { advance: 1, to: '2099-01-01' }, 'advance'],
    ['to a word', { to: 'tomorrow' }, 'to'],
    ['by a century', { to: '2199-01-01' }, 'to'],
  ])('does not go %s', async (_what, body, param) => {
    const setting = await started();
    const answer = await askControl(setting, 'clock', body);
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { param } }]);
  });
});

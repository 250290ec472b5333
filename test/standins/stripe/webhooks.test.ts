import {
  clientOf,
  donationParams,
  eventually,
  freshDir,
  paidDonation,
  payOnPage,
  startReceiver,
  startSetting,
} from './support.js';
import type { Receiver, Setting } from './support.js';
import { startStripeStandin } from '../../../src/standins/stripe/server.js';

let setting: Setting;
let receiver: Receiver;
let dataDir: string;
beforeEach(async () => {
  dataDir = freshDir();
  setting = await startSetting({ dataDir, deliveries: { backoff: [50] } });
  receiver = await startReceiver();
});
afterEach(async () => {
  await setting.standin.close();
  await receiver.close();
});

describe('webhooks', () => {
  it('are signed so that stripe-node takes them', async () => {
    const { stripe } = setting;
    const endpoint = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['checkout.session.completed'],
      api_version: '2026-10-28.endive',
    });
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
    const intent = await paidDonation(setting);
    const { body, headers } = await eventually(() => receiver.received[0]);
    const event = stripe.webhooks.constructEvent(
      body,
      String(headers['stripe-signature']),
      endpoint.secret ?? '',
    );
    expect(event).toMatchObject({
      type: 'checkout.session.completed',
      api_version: '2026-10-28.endive',
      livemode: false,
      data: { object: { object: 'checkout.session', payment_intent: intent.id } },
    });
    expect(receiver.received).toHaveLength(1);
  });

  it('are tried again after a 500 until they are taken', async () => {
    const { stripe } = setting;
    receiver.answers.push(500, 503);
    await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['checkout.session.completed'],
    });
    await paidDonation(setting);
    const undelivered = await stripe.events.list({ delivery_success: false });
    expect(undelivered.data.map((event) => event.type)).toEqual(['checkout.session.completed']);
    expect(undelivered.data[0]?.pending_webhooks).toBe(1);
    await eventually(() => receiver.received.length === 3);
    await eventually(async () => (await stripe.events.list({ delivery_success: false })).data.length === 0);
    expect(new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).size).toBe(
      1,
    );
  });

  it('go on after a restart', async () => {
    const { stripe, standin, clock } = setting;
    await receiver.close();
    await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['checkout.session.completed'],
    });
    await paidDonation(setting);
    await standin.close();
    const back = await startReceiver();
    setting.standin = await startStripeStandin({ port: 0, dataDir, clock, deliveries: { backoff: [50] } });
    receiver = back;
    const restarted = clientOf(setting.standin);
    const [endpoint] = (await restarted.webhookEndpoints.list()).data;
    await restarted.webhookEndpoints.update(endpoint?.id ?? '', { url: back.url });
    await eventually(() => back.received.length > 0);
  });

  it('stop for a deleted endpoint and can be sent again by hand', async () => {
    const { stripe, standin } = setting;
    const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
    const session = await stripe.checkout.sessions.create(donationParams());
    await payOnPage(session, '4242424242424242');
    await eventually(async () => (await stripe.events.list({ delivery_success: false })).data.length === 0);
    const sent = receiver.received.length;
    const [event] = (await stripe.events.list({ type: 'checkout.session.completed' })).data;
    await fetch(`${standin.url}/_standin/events/${event?.id}/resend`, { method: 'POST' });
    await eventually(() => receiver.received.length === sent + 1);
    await stripe.webhookEndpoints.del(endpoint.id);
    await paidDonation(setting);
    expect(receiver.received).toHaveLength(sent + 1);
  });
});

import type { Stripe } from 'stripe';
import { askControl, control } from './control-support.js';
import { eventually, startReceiver, startSetting } from './support.js';
import type { Receiver, Setting } from './support.js';

interface Deliveries {
  mode: string;
  held: number;
  pending: number;
}

let setting: Setting;
let receiver: Receiver;
beforeEach(async () => {
  setting = await startSetting({ deliveries: { backoff: [50] } });
  receiver = await startReceiver();
  await setting.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['product.created'] });
});
afterEach(async () => {
  await setting.standin.close();
  await receiver.close();
});

async function makeProducts(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, at) => `Product ${at}`);
  for (const name of names) await setting.stripe.products.create({ name });
  return names;
}

/** The products that the receiver was told of, in the order of arrival. */
function told(): string[] {
  return receiver.received.map(({ body }) => {
    const event = JSON.parse(body) as Stripe.ProductCreatedEvent;
    return event.data.object.name;
  });
}

const release = (): Promise<{ sent: number; dropped: number }> => control(setting, 'deliveries/release', {});
const undelivered = async (): Promise<number> =>
  (await setting.stripe.events.list({ delivery_success: false, limit: 100 })).data.length;

describe('deliveries', () => {
  it('are held until they are released, and stay held', async () => {
    expect(await control(setting, 'deliveries')).toEqual({
      mode: 'on',
      held: 0,
      pending: 0,
      drop: 0,
      duplicate: 0,
      shuffle: false,
      connections: 8,
      seed: 1,
    });
    await control(setting, 'deliveries', { mode: 'held', connections: 1 });
    const names = await makeProducts(5);
    expect(await control<Deliveries>(setting, 'deliveries')).toMatchObject({ mode: 'held', held: 5 });
    expect(receiver.received).toHaveLength(0);
    expect(await release()).toEqual({ sent: 5, dropped: 0 });
    expect(told()).toEqual(names);
    await setting.stripe.products.create({ name: 'Later' });
    expect(await control<Deliveries>(setting, 'deliveries')).toMatchObject({ held: 1 });
    await control(setting, 'deliveries', {});
    await eventually(() => told().includes('Later'));
    expect(await release()).toEqual({ sent: 0, dropped: 0 });
  });

  it('are tried at once by a release, not when their retry is due', async () => {
    await control(setting, 'deliveries', { mode: 'held' });
    receiver.answers.push(500);
    await makeProducts(1);
    expect(await release()).toEqual({ sent: 1, dropped: 0 });
    expect(await control(setting, 'deliveries')).toMatchObject({ held: 1 });
    expect(await release()).toEqual({ sent: 1, dropped: 0 });
    expect(await undelivered()).toBe(0);
  });

  it('leave mixed, the same for the same seed', async () => {
    const orders: string[][] = [];
    for (const seed of [5, 5, 6]) {
      await control(setting, 'deliveries', { mode: 'held', shuffle: true, connections: 1, seed });
      await makeProducts(12);
      await release();
      orders.push(told());
      receiver.received.length = 0;
    }
    const [first = [], again = [], other = []] = orders;
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(first).not.toEqual(first.toSorted());
    expect(new Set(first).size).toBe(12);
  });

  it('are lost and repeated as often as they should be; what is lost stays in the list', async () => {
    await control(setting, 'deliveries', { mode: 'held', drop: 0.3, duplicate: 0.4, seed: 9 });
    const names = await makeProducts(40);
    const { sent, dropped } = await release();
    expect(dropped).toBeGreaterThan(4);
    expect(sent).toBeGreaterThan(40 - dropped);
    expect(told()).toHaveLength(sent);
    const arrived = new Set(told());
    expect(arrived.size).toBe(40 - dropped);
    const lost = await setting.stripe.events.list({ delivery_success: false, limit: 100 });
    expect(lost.data.map((event) => (event.data.object as Stripe.Product).name).toSorted()).toEqual(
      names.filter((name) => !arrived.has(name)).toSorted(),
    );
    expect(lost.data.every((event) => event.pending_webhooks === 1)).toBe(true);
  });

  it('lose the same ones for the same seed, also on the fly', async () => {
    const arrived: Set<string>[] = [];
    for (const seed of [21, 21]) {
      await control(setting, 'deliveries', { drop: 0.5, seed });
      await makeProducts(20);
      await eventually(async () => (await control<Deliveries>(setting, 'deliveries')).pending === 0);
      arrived.push(new Set(told()));
      receiver.received.length = 0;
    }
    expect(arrived[0]?.size).toBeLessThan(20);
    expect(arrived[1]).toEqual(arrived[0]);
  });

  it('are mixed and repeated on the fly too', async () => {
    await control(setting, 'deliveries', { duplicate: 1, shuffle: true, connections: 4, seed: 2 });
    const names = await makeProducts(15);
    await eventually(() => told().length === 30);
    expect(new Set(told())).toEqual(new Set(names));
    await eventually(async () => (await undelivered()) === 0);
    expect([...new Set(told())]).not.toEqual(names);
  });

  it('that are lost can be sent by hand when nothing is lost any more', async () => {
    await control(setting, 'deliveries', { drop: 1 });
    await makeProducts(1);
    const [event] = (
      await eventually(async () => {
        const lost = await setting.stripe.events.list({ delivery_success: false });
        return lost.data.length === 1 && lost;
      })
    ).data;
    await control(setting, 'deliveries', {});
    await control(setting, `events/${event?.id}/resend`, {});
    await eventually(() => told().length === 1);
  });

  it.each([
    ['17 connections', { connections: 17 }, 'connections'],
    ['none', { connections: 0 }, 'connections'],
    ['a mode that is not known', { mode: 'off' }, 'mode'],
    ['half a flag', { shuffle: 'perhaps' }, 'shuffle'],
  ])('do not take %s', async (_what, body, param) => {
    const answer = await askControl(setting, 'deliveries', body);
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { param } }]);
  });
});

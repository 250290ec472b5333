import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boughtSubscription, clientOf, eventTypes, freshDir, startSetting } from './support.js';
import type { Setting } from './support.js';
import type { StandinOptions } from '../../../src/standins/stripe/server.js';

const running: Setting[] = [];
afterEach(() => Promise.all(running.splice(0).map(({ standin }) => standin.close())));

async function started(options: Partial<StandinOptions> = {}): Promise<Setting> {
  const setting = await startSetting(options);
  running.push(setting);
  return setting;
}

describe('the journal', () => {
  it('brings everything back after a restart, in the same order', async () => {
    const dataDir = freshDir();
    const first = await started({ dataDir });
    const subscription = await boughtSubscription(first);
    const deleted = await first.stripe.customers.create({ email: 'gone@example.test' });
    await first.stripe.customers.del(deleted.id);
    const told = await eventTypes(first.stripe);
    const before = await first.stripe.subscriptions.retrieve(subscription.id);
    await first.standin.close();

    const second = await started({ dataDir });
    expect(await eventTypes(second.stripe)).toEqual(told);
    expect(await second.stripe.subscriptions.retrieve(subscription.id)).toEqual(before);
    expect(await second.stripe.customers.retrieve(deleted.id)).toMatchObject({ deleted: true });
  });

  it('leaves out a last line that a kill has torn', async () => {
    const dataDir = freshDir();
    const first = await started({ dataDir });
    const product = await first.stripe.products.create({ name: 'Tea' });
    await first.standin.close();
    const path = join(dataDir, 'journal.jsonl');
    const [line = ''] = readFileSync(path, 'utf8').split('\n');
    appendFileSync(path, line.slice(0, line.length / 2).replace('prod_', 'prod_torn'));

    const second = await started({ dataDir });
    expect((await second.stripe.products.list()).data.map(({ id }) => id)).toEqual([product.id]);
    const added = await second.stripe.products.create({ name: 'Coffee' });
    await second.standin.close();
    const third = await started({ dataDir });
    expect((await third.stripe.products.list()).data.map(({ id }) => id)).toEqual([added.id, product.id]);
  });

  it('is left alone by a second start on the same port', async () => {
    const dataDir = freshDir();
    const first = await started({ dataDir });
    await expect(started({ dataDir, port: first.standin.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    const product = await first.stripe.products.create({ name: 'Tea' });
    await first.standin.close();
    const second = await started({ dataDir });
    expect((await second.stripe.products.retrieve(product.id)).name).toBe('Tea');
  });

  it('keeps an idempotency key’s answer across restarts', async () => {
    const dataDir = freshDir();
    const first = await started({ dataDir });
    const options = { idempotencyKey: 'again' };
    const made = await first.stripe.products.create({ name: 'Tea' }, options);
    await first.standin.close();
    const second = await started({ dataDir });
    expect((await clientOf(second.standin).products.create({ name: 'Tea' }, options)).id).toBe(made.id);
  });
});

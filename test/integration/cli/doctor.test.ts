import { jest } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import type { Settings } from '../../../src/config/settings.js';
import { doctor, examine } from '../../../src/cli/doctor/doctor-command.js';
import { mapPlan, unmapPlan } from '../../../src/cli/plan-commands.js';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { neededTypes } from '../../../src/payments/stripe/event-types.js';
import { startTestService, type TestService } from '../../support/service.js';

/** Each line once as it should be and once as it should not. */
let product: TestService;
let webhook: string;

beforeAll(async () => {
  product = await startTestService();
  webhook = `${product.url}/webhooks/stripe`;
}, 60_000);

afterAll(() => product.close());

async function lines(changes: Partial<Settings> = {}, fix = false): Promise<string[]> {
  const settings = Object.assign(Object.create(product.settings), changes) as Settings;
  const findings = await examine(product.dataSource, settings, fix);
  return findings.map(
    ({ what, ok, says }) => `${ok === null ? 'note' : ok ? 'ok' : 'wrong'} ${what}: ${says}`,
  );
}

async function line(what: string, changes: Partial<Settings> = {}, fix = false): Promise<string> {
  const found = (await lines(changes, fix)).filter((one) => one.slice(one.indexOf(' ') + 1).startsWith(what));
  return found.join('\n');
}

/** What a command prints. */
async function printed(run: () => Promise<unknown>): Promise<string> {
  const said: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  try {
    await run();
  } finally {
    log.mockRestore();
  }
  return said.join('\n');
}

/** Another Stripe, whose clock is an hour behind and whose account was opened years ago. */
async function oldStripe(look: (url: string) => Promise<void>): Promise<void> {
  const server: Server = createServer((_request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('date', new Date(Date.now() - 3_600_000).toUTCString());
    response.setHeader('stripe-version', '2020-08-27');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ object: 'balance', livemode: false }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await look(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const endpoints = async () =>
  (await product.stripe.webhookEndpoints.list()).data.filter(({ url }) => url === webhook);

describe('the doctor', () => {
  it('registers the webhook endpoint when asked, and then finds nothing wrong', async () => {
    // The test's own endpoint sends everything, in no version of its own.
    for (const { id } of await endpoints()) await product.stripe.webhookEndpoints.del(id);
    expect(await line('Webhook endpoint')).toMatch(/^wrong .*none posts to .*doctor --mend/);
    const registered = await lines({}, true);
    expect(registered.join('\n')).toMatch(/note Webhook secret: put STRIPE_WEBHOOK_SECRET=whsec_\w+ into/);
    const [endpoint] = await endpoints();
    expect(endpoint?.enabled_events.toSorted()).toEqual(neededTypes.toSorted());
    expect((await lines()).filter((found) => found.startsWith('wrong'))).toEqual([]);
    expect(await doctor(product.dataSource, [], product.settings, { fix: false })).toBe(0);
  });

  it('names what an endpoint does not send, and mends it', async () => {
    const [endpoint] = await endpoints();
    if (!endpoint) throw new Error('no endpoint');
    await product.stripe.webhookEndpoints.update(endpoint.id, {
      enabled_events: ['invoice.paid', 'payout.paid'],
      disabled: true,
    });
    const found = await line('Webhook endpoint');
    expect(found).toMatch(/it is switched off/);
    expect(found).toMatch(/does not send checkout\.session\.completed/);
    expect(found).toMatch(/nobody needs: payout\.paid/);
    expect(await line('Webhook endpoint', {}, true)).toMatch(/^ok .*was mended/);
    expect(await line('Webhook endpoint')).toMatch(/^ok /);
  });

  it('names an endpoint in another version, and several of them', async () => {
    const other = await product.stripe.webhookEndpoints.create({ url: webhook, enabled_events: ['*'] });
    expect(await line('Webhook endpoint')).toMatch(/^wrong .*2 post to/);
    const [right] = await endpoints().then((all) => all.filter(({ id }) => id !== other.id));
    await product.stripe.webhookEndpoints.del(right?.id ?? '');
    expect(await line('Webhook version')).toMatch(/^wrong .*delete we_/);
    await product.stripe.webhookEndpoints.del(other.id);
    await lines({}, true);
  });

  it('knows a key of the other mode, and one that is not taken', async () => {
    expect(await line('Key and mode')).toMatch(/^ok .*test mode/);
    expect(await line('Key and mode', { STRIPE_MODE: 'live' })).toMatch(/^wrong .*STRIPE_MODE=test/);
    const refused = await line('Key and mode', { STRIPE_SECRET_KEY: 'pk_no_such_key' });
    expect(refused).toMatch(/^wrong .*see STRIPE_SECRET_KEY/);
    const away = await line('Key and mode', { STRIPE_API_BASE: 'http://127.0.0.1:9' });
    expect(away).toMatch(/^wrong .*nobody answers/);
    expect(refused).not.toContain('no_such_key');
  });

  it('proves the secret by a round trip', async () => {
    expect(await line('Webhook secret')).toMatch(/^ok .*forged one refused/);
    expect(await line('Webhook secret', { STRIPE_WEBHOOK_SECRET: ['whsec_another'] })).toMatch(
      /^wrong .*answers 400/,
    );
    expect(await line('Webhook secret', { STRIPE_WEBHOOK_SECRET: [] })).toMatch(/^wrong .*not set/);
    const away = await line('Webhook secret', { BASE_URL: 'http://127.0.0.1:9' });
    expect(away).toMatch(/^wrong .*nobody answers at .*BASE_URL/);
  });

  it('greets the mail server', async () => {
    expect(await line('Mail')).toMatch(/^ok /);
    expect(await line('Mail', { SMTP_URL: 'smtp://user:hidden@127.0.0.1:9' })).toMatch(
      /^wrong .*127\.0\.0\.1:9 E/,
    );
    expect((await lines({ SMTP_URL: 'smtp://user:hidden@127.0.0.1:9' })).join()).not.toContain('hidden');
  });

  it('looks at database, numbers and inbox', async () => {
    expect(await line('Database:')).toMatch(/^ok Database: PostgreSQL \d+/);
    expect(await line('Migrations')).toMatch(/^ok /);
    expect(await line('Campaign birthday')).toMatch(/^ok /);
    await product.dataSource.query(
      `insert into campaign_tallies (campaign_id, kind, delta) select id, 'adjustment', 5 from campaigns`,
    );
    expect(await line('Campaign birthday')).toMatch(/^wrong .*campaigns rebuild birthday/);
    await product.dataSource.query('delete from campaign_tallies');
    await product.dataSource.query(
      `insert into stripe_events (id, type, livemode, created, state) values ('evt_bad', 'invoice.paid', false, now(), 'parked')`,
    );
    expect(await line('Inbox')).toMatch(/^wrong .*1 events are parked/);
    await product.dataSource.query(`delete from stripe_events where id = 'evt_bad'`);
  });

  it('looks up what was mapped to plans', async () => {
    expect(await line('Plan supporter-month')).toMatch(/^ok .*€5; its product is made/);
    await mapPlan(product.dataSource, ['price_unknown', 'supporter-month']);
    expect(await line('Mapped price_unknown')).toMatch(/^wrong .*unmap price_unknown/);
    await unmapPlan(product.dataSource, ['price_unknown']);
    const { id } = await product.stripe.products.create({ name: 'Podcast' });
    await mapPlan(product.dataSource, [id, 'supporter-month']);
    expect(await line(`Mapped ${id}`)).toMatch(/^ok .*supporter-month/);
  });

  it('looks for the portal', async () => {
    expect(await line('Customer portal')).toMatch(/^ok /);
    const [portal] = (await product.stripe.billingPortal.configurations.list({ is_default: true })).data;
    if (!portal) throw new Error('no portal');
    await product.stripe.billingPortal.configurations.update(portal.id, { active: false });
    expect(await line('Customer portal')).toMatch(/^wrong .*dashboard\.stripe\.com/);
    await product.stripe.billingPortal.configurations.update(portal.id, { active: true });
  });

  it('compares each plan with what Stripe charges at least, and with its product', async () => {
    const cost = (amount: number) =>
      product.dataSource.query(`update plans set amount = $1 where id = 'supporter-month'`, [amount]);
    await cost(49);
    expect(await line('Plan supporter-month')).toMatch(/^wrong .*€0\.49.*€0\.50 at least/);
    await cost(500);
    const id = 'thousandfold_plan-supporter-month';
    await product.stripe.products.create({ id, name: 'Supporter' });
    expect(await line('Plan supporter-month')).toMatch(/^ok .*its product is at Stripe/);
    await product.stripe.products.update(id, { active: false });
    expect(await line('Plan supporter-month')).toMatch(/^wrong .*archived/);
    await product.stripe.products.update(id, { active: true });
  });

  it('knows an account of another version, and clocks that are apart', async () => {
    expect(await line('API version')).toMatch(/^ok /);
    expect(await line("Stripe's clock")).toMatch(/^ok /);
    await oldStripe(async (url) => {
      expect(await line('API version', { STRIPE_API_BASE: url })).toMatch(
        /^note .*the account's is 2020-08-27/,
      );
      expect(await line("Stripe's clock", { STRIPE_API_BASE: url })).toMatch(/^wrong .*36\d\d s ahead/);
    });
  });

  it('finds migrations that are not applied', async () => {
    const [last] = await product.dataSource.query('select * from migrations order by id desc limit 1');
    await product.dataSource.query('delete from migrations where id = $1', [last.id]);
    expect(await line('Migrations')).toMatch(/^wrong .*cli -- migrate/);
    await product.dataSource.query('insert into migrations (id, timestamp, name) values ($1, $2, $3)', [
      last.id,
      last.timestamp,
      last.name,
    ]);
    expect(await line('Migrations')).toMatch(/^ok /);
  });

  it('says of a database that is away just that, and looks at the rest', async () => {
    const away = new DataSource(dataSourceOptions('postgres://postgres:hidden@127.0.0.1:9/nothing'));
    const findings = await examine(away, product.settings, false);
    const wrongs = findings.filter(({ ok }) => ok === false);
    expect(wrongs).toEqual([
      { what: 'Database', ok: false, says: 'cannot be reached (ECONNREFUSED): see DATABASE_URL' },
    ]);
    expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['Mail', 'Customer portal']));
  });

  it('tells programs the same, and no secret to anybody', async () => {
    const { settings, dataSource } = product;
    const json = await printed(() => doctor(dataSource, [], settings, { fix: false, json: true }));
    const { ok, findings } = JSON.parse(json) as { ok: boolean; findings: { what: string }[] };
    expect(ok).toBe(true);
    expect(findings.map(({ what }) => what)).toContain('Webhook endpoint');
    const text = await printed(() => doctor(dataSource, [], settings, { fix: false }));
    for (const secret of [
      settings.STRIPE_SECRET_KEY,
      ...settings.STRIPE_WEBHOOK_SECRET,
      settings.SESSION_SECRET,
    ])
      expect(json + text).not.toContain(secret);
    const broken = Object.assign(Object.create(settings), { SMTP_URL: undefined }) as Settings;
    let code = -1;
    await printed(async () => (code = await doctor(dataSource, [], broken, { fix: false, json: true })));
    expect(code).toBe(1);
  });
});

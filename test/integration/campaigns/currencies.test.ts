import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Campaign } from '../../../src/campaigns/campaign.js';
import { CampaignTally } from '../../../src/campaigns/campaign-tally.js';
import { Ledger, type NewEntry } from '../../../src/campaigns/ledger.service.js';
import { LedgerEntry } from '../../../src/campaigns/ledger-entry.js';
import { ExchangeRates } from '../../../src/campaigns/rates/exchange-rates.service.js';
import { PublishedRates } from '../../../src/campaigns/rates/published-rates.service.js';
import { compareTallies, rebuildTallies } from '../../../src/campaigns/tallies.js';
import { newId } from '../../../src/common/ids.js';
import { Cast } from '../../support/cast.js';
import { eventually } from '../../support/eventually.js';
import { startTestService, type TestService } from '../../support/service.js';

let product: TestService;
let rates: ExchangeRates;
let ledger: Ledger;

const staff = { name: 'editor@example.test' };
/** A Friday, and the Sunday after it. */
const friday = '2026-11-20';
const sunday = new Date('2026-11-22T12:00:00Z');

beforeAll(async () => {
  product = await startTestService();
  rates = product.service.app.get(ExchangeRates, { strict: false });
  ledger = product.service.app.get(Ledger, { strict: false });
  await rates.put(friday, { usd: '1.0812', uah: '48.5031', jpy: '161.33', kwd: '0.3321' }, staff);
}, 60_000);
afterAll(() => product.close());

let slugs = 0;

async function raising(goalCurrency: string | null = 'eur'): Promise<Campaign> {
  const { manager } = product.dataSource;
  const birthday = await manager.findOneByOrFail(Campaign, { slug: 'birthday' });
  const campaign = Object.assign(new Campaign(), birthday, {
    id: newId(),
    slug: `money-${++slugs}`,
    goalKind: goalCurrency ? 'money' : 'members',
    goalTarget: 100_000,
    goalCurrency,
    startsAt: new Date('2026-01-01T00:00:00Z'),
    endsAt: new Date('2027-12-01T00:00:00Z'),
  });
  await manager.insert(Campaign, campaign);
  return campaign;
}

async function gives(
  { id }: Campaign,
  amount: number,
  currency: string,
  more: Partial<NewEntry> = {},
): Promise<LedgerEntry> {
  const source = `donation:${newId()}`;
  await product.dataSource.transaction((manager) =>
    ledger.record(manager, [
      {
        campaignId: id,
        kind: 'donation',
        source,
        delta: 0,
        money: { amount, currency },
        at: sunday,
        ...more,
      },
    ]),
  );
  return product.dataSource.manager.findOneByOrFail(LedgerEntry, { source: more.source ?? source });
}

async function takesBack(
  { campaignId, kind, source }: LedgerEntry,
  amount: number,
  currency: string,
): Promise<void> {
  await product.dataSource.transaction((manager) =>
    ledger.reverse(manager, {
      campaignId,
      of: [{ kind, source }],
      standing: false,
      cause: {
        kind: 'refund',
        source: `refund:${newId()}`,
        money: { amount: -amount, currency },
        at: new Date('2027-03-01T00:00:00Z'),
      },
    }),
  );
}

interface Body {
  progress: {
    amount: { amount: number; currency: string };
    converted?: { amount: number; currency: string };
  };
}

const told = async ({ slug }: Campaign): Promise<Body['progress']> =>
  eventually(
    async () => ((await (await fetch(`${product.url}/api/campaigns/${slug}`)).json()) as Body).progress,
    () => true,
  );

async function number(campaign: Campaign): Promise<number> {
  const tallies = await product.dataSource.manager.findBy(CampaignTally, { campaignId: campaign.id });
  return tallies.reduce((sum, { counted }) => sum + counted, 0);
}

async function isConsistent({ id }: Campaign): Promise<void> {
  const { manager } = product.dataSource;
  expect(await compareTallies(manager, id)).toEqual([]);
  const before = await manager.find(CampaignTally, {
    where: { campaignId: id },
    order: { kind: 'asc', currency: 'asc' },
  });
  await product.dataSource.transaction((inside) => rebuildTallies(inside, id));
  const after = await manager.find(CampaignTally, {
    where: { campaignId: id },
    order: { kind: 'asc', currency: 'asc' },
  });
  expect(after.map(({ counted }) => counted)).toEqual(before.map(({ counted }) => counted));
}

describe('money in another currency', () => {
  it.each([
    // By hand: 10 / 1.0812 = 9.24898…
    [1_000, 'usd', 'eur', 925],
    // 5,000 yen have no fraction: 5000 / 161.33 = 30.9923…
    [5_000, 'jpy', 'eur', 3_099],
    // A dinar has a thousand fils: 12.345 / 0.3321 = 37.1725…
    [12_345, 'kwd', 'eur', 3_717],
    // 10 / 1.0812 × 48.5031 = 448.6043…
    [1_000, 'usd', 'uah', 44_860],
    [1_000, 'eur', 'uah', 48_503],
    [1_000, 'eur', 'jpy', 1_613],
    [-1_000, 'usd', 'eur', -925],
  ])(
    'counts %i %s for a goal in %s by the last rate before its day',
    async (amount, currency, goal, counted) => {
      const campaign = await raising(goal);
      const entry = await gives(campaign, amount, currency);
      expect(entry).toMatchObject({ amount, currency, counted, rateDay: friday });
      expect(await number(campaign)).toBe(counted);
      await isConsistent(campaign);
    },
  );

  it('is shown as such, beside the number that it is part of', async () => {
    const campaign = await raising();
    await gives(campaign, 2_000, 'eur');
    expect(await told(campaign)).not.toHaveProperty('converted');
    await gives(campaign, 1_000, 'usd');
    expect(
      await eventually(
        () => told(campaign),
        ({ converted }) => converted !== undefined,
      ),
    ).toMatchObject({
      amount: { amount: 2_925, currency: 'eur' },
      converted: { amount: 925, currency: 'eur' },
    });
    const page = await (await fetch(`${product.url}/campaigns/${campaign.slug}/ledger`)).text();
    expect(page).toContain('+€20');
    expect(page).toContain('+€9.25');
    expect(page).toContain('$10 at the rate of 20 November');
    expect(page).toContain('€29.25');
    const landing = await (await fetch(`${product.url}/campaigns/${campaign.slug}`)).text();
    expect(landing).toContain('€9.25 of it came in other currencies');
  });

  it('does not touch a goal in people', async () => {
    const campaign = await raising(null);
    expect(await gives(campaign, 1_000, 'usd')).toMatchObject({ counted: 0, rateDay: null });
  });

  it('goes back as it came, whatever the rate is by then', async () => {
    const campaign = await raising();
    const entry = await gives(campaign, 1_000, 'usd');
    await rates.put(friday, { usd: '2' }, staff);
    await takesBack(entry, 1_000, 'usd');
    await rates.put(friday, { usd: '1.0812' }, staff);
    expect(await number(campaign)).toBe(0);
    await isConsistent(campaign);
  });

  it('goes back in parts that come to the whole, and never to more on the way', async () => {
    const campaign = await raising();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 6 }),
        async (parts) => {
          const before = await number(campaign);
          const whole = parts.reduce((sum, part) => sum + part, 0);
          const entry = await gives(campaign, whole, 'usd');
          for (const part of parts) {
            await takesBack(entry, part, 'usd');
            const left = (await number(campaign)) - before;
            expect(left).toBeGreaterThanOrEqual(0);
            expect(left).toBeLessThanOrEqual(entry.counted ?? 0);
          }
          expect(await number(campaign)).toBe(before);
        },
      ),
      { numRuns: 15 },
    );
    await isConsistent(campaign);
  });

  it('waits where there is no rate, and is counted once when there is one, whoever stores it', async () => {
    const campaign = await raising();
    const old = await gives(campaign, 1_000, 'usd', { at: new Date('2026-06-03T12:00:00Z') });
    const dollars = await gives(campaign, 1_000, 'pln');
    await takesBack(dollars, 400, 'pln');
    expect(old.counted).toBeNull();
    expect(await number(campaign)).toBe(0);
    await Promise.all([
      rates.put(friday, { pln: '4.25' }, staff),
      rates.put('2026-06-01', { usd: '1.25' }, staff),
      rates.put(friday, { pln: '4.25' }, staff),
    ]);
    // 8.00 and 2.35 − 0.94.
    expect(await number(campaign)).toBe(800 + 235 - 94);
    await isConsistent(campaign);
    // Too old by then: nobody knows what a dollar was worth.
    expect(
      (await gives(campaign, 1_000, 'usd', { at: new Date('2026-06-12T12:00:00Z') })).counted,
    ).toBeNull();
  });

  it('comes through a payment like any other', async () => {
    const campaign = await raising();
    await rates.put(new Date().toISOString().slice(0, 10), { usd: '1.25' }, staff);
    const cast = new Cast(product);
    const body = { amount: { amount: 5_000, currency: 'usd' }, interval: 'once', campaign: campaign.slug };
    await cast.buys('donation', body, 'dora@example.test');
    await cast.settled();
    expect(
      await eventually(
        () => number(campaign),
        (counted) => counted > 0,
      ),
    ).toBe(4_000);
  });
});

describe('an adjustment of a goal in money', () => {
  const adjusts = (campaign: Campaign, body: object): Promise<Response> =>
    fetch(`${product.url}/api/staff/campaigns/${campaign.slug}/adjustments`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`,
      },
      body: JSON.stringify(body),
    });

  it('is in its money, and stands in the ledger with its reason', async () => {
    const campaign = await raising();
    expect((await adjusts(campaign, { amount: 12_500, reason: 'A cheque at the fair' })).ok).toBe(true);
    expect((await adjusts(campaign, { amount: -500, reason: 'Counted wrongly' })).ok).toBe(true);
    expect(await number(campaign)).toBe(12_000);
    const page = await (await fetch(`${product.url}/campaigns/${campaign.slug}/ledger`)).text();
    expect(page).toContain('+€125');
    expect(page).toContain('−€5');
    await isConsistent(campaign);
  });

  it.each([
    [{ amount: 0, reason: 'Nothing at all' }, 'amount'],
    [{ amount: 1.5, reason: 'Half a cent' }, 'amount'],
    [{ amount: 1_000_000_001, reason: 'A slip' }, 'amount'],
    [{ reason: 'Nothing at all' }, 'delta'],
  ])('%j is refused', async (body, field) => {
    const answer = await adjusts(await raising(), body);
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { fields: object } };
    expect(Object.keys(error.fields)).toEqual([field]);
  });

  it('is typed as people write money, and kept where it cannot be read', async () => {
    const campaign = await raising();
    const types = (amount: string): Promise<Response> =>
      fetch(`${product.url}/staff/campaigns/${campaign.slug}/adjustments`, {
        method: 'POST',
        redirect: 'manual',
        headers: { authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`, accept: 'text/html' },
        body: new URLSearchParams({ amount, reason: 'Counted at the fair' }),
      });
    expect((await types('−12,50')).status).toBe(303);
    expect((await types('40')).status).toBe(303);
    expect(await number(campaign)).toBe(4_000 - 1_250);
    const refused = await types('a lot');
    expect(refused.status).toBe(400);
    const page = await refused.text();
    expect(page).toContain('Please enter an amount, such as 25 or -12.50.');
    expect(page).toContain('value="a lot"');
  });

  it('is refused where the goal is in people', async () => {
    expect((await adjusts(await raising(null), { amount: 100, reason: 'Money' })).status).toBe(400);
  });
});

describe('rates', () => {
  const api = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${product.url}/api/staff/rates${path}`, {
      method,
      headers: {
        authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });

  it('are stored by a program, and listed with their newest day', async () => {
    expect((await api('PUT', '/2026-11-19', { rates: { gbp: '0.8412' } })).status).toBe(200);
    await api('PUT', '/2026-11-18', { rates: { gbp: '0.9' } });
    const { rates: listed } = (await (await api('GET', '')).json()) as { rates: object[] };
    expect(listed).toContainEqual(
      expect.objectContaining({
        currency: 'gbp',
        day: '2026-11-19',
        perEuro: '0.84120000',
        source: 'api token',
      }),
    );
  });

  it.each([
    ['2026-02-30', { usd: '1' }, 'day'],
    ['yesterday', { usd: '1' }, 'day'],
    ['2126-01-01', { usd: '1' }, 'day'],
    [friday, {}, 'rates'],
    [friday, { eur: '1' }, 'rates.eur'],
    [friday, { dollars: '1' }, 'rates.dollars'],
    [friday, { usd: '0.0' }, 'rates.usd'],
    [friday, { usd: '-1' }, 'rates.usd'],
    [friday, { usd: 1.08 }, 'rates.usd'],
    [friday, { usd: '1e5' }, 'rates.usd'],
    [friday, { usd: '0.00000001' }, 'rates.usd'],
    [friday, { usd: '999999999' }, 'rates.usd'],
    ['0000-01-01', { usd: '1' }, 'day'],
    ['1998-12-31', { usd: '1' }, 'day'],
  ])('of %s, %j are refused at %s', async (day, given, field) => {
    const answer = await api('PUT', `/${day}`, { rates: given });
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { fields: object } };
    expect(Object.keys(error.fields)).toEqual([field]);
  });

  describe('of a central bank', () => {
    let document = '';
    let status = 200;
    const bank = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/xml' });
      response.end(document);
    });
    let fetcher: PublishedRates;

    beforeAll(async () => {
      await new Promise<void>((resolve) => bank.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(bank.address() as AddressInfo).port}/daily.xml`;
      fetcher = product.service.app.get(PublishedRates, { strict: false });
      product.settings.EXCHANGE_RATES_URL = url;
    });
    afterAll(() => bank.close());
    beforeEach(() => (status = 200));

    it('are fetched as it publishes them', async () => {
      document = `<?xml version="1.0" encoding="UTF-8"?>
        <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
        <gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
        <Cube><Cube time='2026-11-17'><Cube currency='CHF' rate='0.9312'/><Cube currency='SEK' rate='11.0345'/></Cube></Cube></gesmes:Envelope>`;
      await fetcher.fetch();
      expect(await rates.latest()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ currency: 'chf', day: '2026-11-17', perEuro: '0.93120000' }),
          expect.objectContaining({ currency: 'sek', day: '2026-11-17' }),
        ]),
      );
    });

    it.each([
      ['an error', 503, '', /503/],
      ['no XML', 200, 'sorry', /root/i],
      ['no rates', 200, '<Cube/>', /names no day/],
      [
        'a bomb of entities',
        200,
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Cube time="&b;"/>',
        /entity/i,
      ],
      ['more than a day’s document can be', 200, `<a>${' '.repeat(200_000)}</a>`, /bytes/],
    ])('are left alone where it answers with %s', async (_name, code, body, message) => {
      [status, document] = [code, body];
      const before = await rates.latest();
      await expect(fetcher.fetch()).rejects.toThrow(message);
      expect(await rates.latest()).toEqual(before);
    });
  });
});

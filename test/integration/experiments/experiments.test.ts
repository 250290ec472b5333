import { AuditEntry } from '../../../src/accounts/audit-entry.js';
import type { CurrencyResults } from '../../../src/experiments/experiment-results.service.js';
import { ExperimentCount } from '../../../src/experiments/experiment-count.js';
import { Exposures } from '../../../src/experiments/exposures.service.js';
import { Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'on' } });
  cast = new Cast(product);
}, 60_000);
afterAll(() => product.close());

const draft = {
  name: 'Birthday or bridge?',
  campaign: 'birthday',
  placements: ['top'],
  readersWanted: 100,
  variants: [
    { key: 'a', name: 'As it is' },
    { key: 'b', name: 'The bridge', weight: 3, copy: { en: { headline: 'You closed a bridge' } } },
  ],
};

async function staff(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${product.url}/api/staff/experiments${path}`, {
    method,
    headers: {
      authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function runs(key: string, changes: object = {}): Promise<void> {
  const answer = await staff('PUT', `/${key}`, { ...draft, ...changes });
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([200, '']);
  expect((await staff('POST', `/${key}/start`)).status).toBe(200);
}

async function fields(answer: Response): Promise<Record<string, string>> {
  return ((await answer.json()) as { error: { fields: Record<string, string> } }).error.fields;
}

const code = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { error: { code: string } }).error.code;

/** As a browser's beacon sends it. */
async function tells(seen: unknown, from = '203.0.113.5'): Promise<number> {
  const answer = await fetch(`${product.url}/api/experiments/seen`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-forwarded-for': from },
    body: typeof seen === 'string' ? seen : JSON.stringify(seen),
  });
  await product.service.app.get(Exposures, { strict: false }).flush();
  return answer.status;
}

const seen = (changes: object = {}): object => ({
  experiment: 'told',
  variant: 'b',
  placement: 'top',
  readers: 1,
  views: 1,
  presses: 0,
  ...changes,
});

async function results(key: string): Promise<CurrencyResults> {
  return ((await (await staff('GET', `/${key}`)).json()) as { results: CurrencyResults }).results;
}

interface Told {
  experiment?: { key?: string; variants: { key: string; weight: number; copy: object }[] };
}

const banner = async (placement: string): Promise<Told> =>
  (await (await fetch(`${product.url}/api/campaigns/birthday/banner?placement=${placement}`)).json()) as Told;

describe('an experiment', () => {
  it('is a draft that can be changed and forgotten, until it runs; and all of it is on record', async () => {
    await staff('PUT', '/draft', draft);
    await staff('PUT', '/draft', { ...draft, name: 'Another name', placements: ['draft'] });
    const { experiments } = (await (await staff('GET', '')).json()) as { experiments: { name: string }[] };
    expect(experiments).toMatchObject([{ key: 'draft', name: 'Another name', status: 'draft' }]);
    expect((await banner('draft')).experiment).toBeUndefined();
    await staff('POST', '/draft/start');
    expect(await code(await staff('PUT', '/draft', draft))).toBe('experiment_begun');
    expect(await code(await staff('DELETE', '/draft'))).toBe('experiment_begun');
    expect(await code(await staff('POST', '/draft/start'))).toBe('experiment_elsewhere');
    await staff('PUT', '/gone', draft);
    expect((await staff('DELETE', '/gone')).status).toBe(200);
    expect((await staff('GET', '/gone')).status).toBe(404);
    const entries = await product.dataSource
      .getRepository(AuditEntry)
      .findBy({ subject: 'experiment:draft' });
    expect(entries.map(({ action }) => action).sort()).toEqual([
      'experiment.save',
      'experiment.save',
      'experiment.start',
    ]);
  });

  it('tells banners of its placements its variants, then the winner, then nothing', async () => {
    await runs('life', { placements: ['life', 'life-too'] });
    for (const placement of ['life', 'life-too'])
      expect((await banner(placement)).experiment).toMatchObject({
        key: 'life',
        variants: [
          { key: 'a', weight: 1, copy: {} },
          { key: 'b', weight: 3, copy: { en: { headline: 'You closed a bridge' } } },
        ],
      });
    expect(JSON.stringify(await banner('life'))).not.toContain('The bridge');
    expect((await banner('elsewhere')).experiment).toBeUndefined();
    expect(await fields(await staff('POST', '/life/decide', { variant: 'z' }))).toHaveProperty('variant');
    await staff('POST', '/life/decide', { variant: 'b' });
    const { experiment } = await banner('life');
    expect(experiment?.key).toBeUndefined();
    expect(experiment?.variants.map(({ key }) => key)).toEqual(['b']);
    await staff('POST', '/life/stop');
    expect((await banner('life')).experiment).toBeUndefined();
  });

  it('does not run beside another at the same placement, also when both are started at once', async () => {
    for (const key of ['one', 'two']) await staff('PUT', `/${key}`, { ...draft, placements: ['same', key] });
    const answers = await Promise.all(['one', 'two'].map((key) => staff('POST', `/${key}/start`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await staff('PUT', '/three', { ...draft, placements: ['another'] });
    expect((await staff('POST', '/three/start')).status).toBe(200);
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['an unknown campaign', { campaign: 'nowhere' }, 'campaign'],
    ['no placement', { placements: [] }, 'placements'],
    ['a placement with an odd name', { placements: ['Top!'] }, 'placements'],
    ['too few readers', { readersWanted: 1 }, 'readersWanted'],
    ['one variant', { variants: draft.variants.slice(0, 1) }, 'variants'],
    ['variants that say the same', { variants: [draft.variants[0], { key: 'c', name: 'Also' }] }, 'variants'],
    ['two of one key', { variants: [draft.variants[0], { ...draft.variants[1], key: 'a' }] }, 'variants'],
    [
      'a weight of nothing',
      { variants: [draft.variants[0], { ...draft.variants[1], weight: 0 }] },
      'variants.1.weight',
    ],
    [
      'amounts that fall',
      { variants: [draft.variants[0], { key: 'b', name: 'B', amounts: [500, 300] }] },
      'variants.1.amounts',
    ],
    [
      'a long headline',
      { variants: [draft.variants[0], { key: 'b', name: 'B', copy: { en: { headline: 'x'.repeat(201) } } }] },
      'variants.1.copy.en.headline',
    ],
    [
      'a language that we do not speak',
      { variants: [draft.variants[0], { key: 'b', name: 'B', copy: { fr: { headline: 'Non' } } }] },
      'variants.1.copy.fr',
    ],
  ])('with %s is refused at its field', async (_name, changes, field) => {
    const answer = await staff('PUT', '/bad', { ...draft, ...changes });
    expect(answer.status).toBe(400);
    expect(Object.keys(await fields(answer))).toEqual([field]);
  });

  it('is changed by editors alone', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', '/x'],
      ['POST', '/x/start'],
    ] as const) {
      const answer = await fetch(`${product.url}/api/staff/experiments${path}`, { method });
      expect(answer.status).toBe(401);
    }
  });
});

describe('what browsers tell', () => {
  beforeAll(() => runs('told', { placements: ['top'] }));

  it('is added up, by variant and placement', async () => {
    expect(await tells([seen(), seen({ variant: 'a', presses: 1 })])).toBe(204);
    await tells([seen({ readers: 0, views: 4 })]);
    const { variants } = await results('told');
    expect(variants).toMatchObject([
      { key: 'a', readers: 1, views: 1, presses: 1 },
      { key: 'b', readers: 1, views: 5, presses: 0 },
    ]);
  });

  it('is dropped where it is of no experiment that runs, or of no variant or placement of it', async () => {
    const before = await product.dataSource.manager.count(ExperimentCount);
    for (const changes of [{ experiment: 'nobodys' }, { variant: 'forged' }, { placement: 'elsewhere' }])
      expect(await tells([seen(changes)])).toBe(204);
    expect(await product.dataSource.manager.count(ExperimentCount)).toBe(before);
    await runs('over', { placements: ['over'] });
    await staff('POST', '/over/stop');
    await tells([seen({ experiment: 'over', placement: 'over' })]);
    expect((await results('over')).variants).toMatchObject([{ views: 0 }, { views: 0 }]);
  });

  it.each([
    ['no JSON', '{'],
    ['no list', '{"experiment":"told"}'],
    ['nothing', ''],
    ['lists in lists', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['objects in objects', '[{"experiment":'.repeat(3_000) + '1' + '}]'.repeat(3_000)],
    ['more than one page has', JSON.stringify(Array.from({ length: 21 }, () => seen()))],
    ['more views than a page has', JSON.stringify([seen({ views: 51 })])],
    ['less than nothing', JSON.stringify([seen({ views: -1 })])],
    ['two readers in one browser', JSON.stringify([seen({ readers: 2 })])],
    ['what we did not ask for', JSON.stringify([seen({ email: 'ann@example.test' })])],
  ])('with %s is refused', async (_name, body) => {
    const before = await results('told');
    expect(await tells(body, '203.0.113.6')).toBe(400);
    expect(await results('told')).toEqual(before);
  });

  it('is limited, and a flood leaves nothing behind', async () => {
    const { views } = (await results('told')).variants[1] ?? { views: 0 };
    const statuses = await Promise.all(
      Array.from({ length: 400 }, () => tells([seen({ readers: 0 })], '203.0.113.7')),
    );
    const taken = statuses.filter((status) => status === 204).length;
    expect(statuses.filter((status) => status === 429).length).toBe(400 - taken);
    expect(taken).toBeLessThan(400);
    expect((await results('told')).variants[1]?.views).toBe(views + taken);
    expect(await product.dataSource.manager.countBy(ExperimentCount, { experiment: 'told' })).toBe(2);
  });
});

describe('what a variant brought', () => {
  it('is what was paid through it while it ran, and was not refunded', async () => {
    const joins = (email: string, attribution: object) => cast.joins(email, { attribution });
    await joins('before@example.test', { experiment: 'paid', variant: 'b', placement: 'paid' });
    await runs('paid', { placements: ['paid'] });
    const through = { experiment: 'paid', variant: 'b', placement: 'paid' };
    await joins('ann@example.test', through);
    await joins('bea@example.test', { ...through, variant: 'forged' });
    await joins('cleo@example.test', { placement: 'paid' });
    const back = await joins('dora@example.test', through);
    await cast.refunds(back);
    await cast.settled();
    await staff('POST', '/paid/stop');
    await joins('late@example.test', through);
    await cast.settled();
    const { variants, currency } = await results('paid');
    expect(currency).toBe('eur');
    expect(variants).toMatchObject([
      { key: 'a', purchases: 0, value: 0 },
      { key: 'b', purchases: 1, value: 500 },
    ]);
  });
});

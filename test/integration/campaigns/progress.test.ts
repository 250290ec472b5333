import { eventually, startTestService, type TestService, staffToken } from '../../support/service.js';
import type { ProgressBody } from '../../../src/campaigns/progress-body.js';
import { Adjustments } from '../../../src/campaigns/adjustments.service.js';
import { InvalidInput } from '../../../src/common/errors.js';

let product: TestService;

beforeAll(async () => {
  product = await startTestService();
}, 60_000);

afterAll(() => product.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(product.url + path, { headers });

async function adjust(delta: number): Promise<void> {
  const adjustments = product.service.app.get(Adjustments);
  await adjustments.write('birthday', { delta, reason: 'Counted at the stand', author: 'eva@example.test' });
}

describe('the campaign’s number', () => {
  it('is open to every origin and fit for a CDN', async () => {
    const answer = await get('/api/campaigns/birthday', { origin: 'https://meridian.example' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe(
      'public, max-age=1, s-maxage=5, stale-while-revalidate=8',
    );
    expect(await answer.json()).toMatchObject({
      slug: 'birthday',
      status: 'running',
      goal: { kind: 'members', target: 1000 },
      nextGoal: { target: 1500 },
      progress: { count: 0, percent: 0, remaining: 1000 },
      timeZone: 'Europe/Kyiv',
    });
  });

  it('says its figures in one language: the others go with the banner', async () => {
    const { claims } = (await (await get('/api/campaigns/birthday')).json()) as { claims: object[] };
    expect(Object.keys(claims[0] ?? {}).toSorted()).toEqual(['asOf', 'numerator', 'source', 'text']);
    expect(await (await get('/api/campaigns')).text()).not.toContain('translations');
    const { copy } = (await (await get('/api/campaigns/birthday/banner')).json()) as {
      copy: Record<string, { claims?: { text: string }[] }>;
    };
    expect(copy.uk?.claims?.[0]?.text).toBe('12 000 учасників');
    expect(copy.en?.claims).toBeUndefined();
  });

  it('costs nothing to who has it already', async () => {
    const etag = (await get('/api/campaigns/birthday')).headers.get('etag') ?? '';
    const again = await get('/api/campaigns/birthday', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    for (const known of [`W/${etag}`, `"another", ${etag}`])
      expect((await get('/api/campaigns/birthday', { 'if-none-match': known })).status).toBe(304);
    expect((await get('/api/campaigns/birthday', { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('answers HEAD with the same headers and no body', async () => {
    const head = await fetch(`${product.url}/api/campaigns/birthday`, { method: 'HEAD' });
    const { headers } = await get('/api/campaigns/birthday');
    expect(head.status).toBe(200);
    for (const name of ['etag', 'content-length', 'content-type', 'cache-control'])
      expect(head.headers.get(name)).toBe(headers.get(name));
    expect(await head.text()).toBe('');
  });

  it('moves at once when the ledger does', async () => {
    await adjust(7);
    await eventually(
      async () => ((await (await get('/api/campaigns/birthday')).json()) as ProgressBody).progress,
      ({ count, adjustments }) => count === 7 && adjustments === 7,
      { within: 1_500 },
    );
  });

  it('lists what runs or is announced, and knows no drafts', async () => {
    const { campaigns } = (await (await get('/api/campaigns')).json()) as { campaigns: ProgressBody[] };
    expect(campaigns.map(({ slug }) => slug)).toEqual(['birthday']);
    await product.dataSource.query(
      `insert into campaigns (id, slug, title, headline, story, goal_kind, goal_target, starts_at, ends_at, time_zone, livemode)
       values (gen_random_uuid(), 'secret', 't', 'h', 's', 'members', 10, now(), now() + interval '1 day', 'UTC', false)`,
    );
    for (const path of [
      '/api/campaigns/secret',
      '/api/campaigns/none',
      '/api/campaigns/secret/ledger',
      '/api/campaigns/none/stream',
    ]) {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } });
    }
  });

  it('explains itself row by row', async () => {
    const { entries, next } = (await (await get('/api/campaigns/birthday/ledger')).json()) as {
      entries: { kind: string; delta: number; total: number }[];
      next: string | null;
    };
    expect(entries).toEqual([{ at: expect.any(String), kind: 'adjustment', delta: 7, total: 7 }]);
    expect(next).toBeNull();
    expect((await get('/api/campaigns/birthday/ledger?cursor=made-up')).status).toBe(400);
  });

  it('pages through a long ledger with a total that runs on', async () => {
    for (let index = 0; index < 101; index += 1) await adjust(1);
    const first = (await (await get('/api/campaigns/birthday/ledger')).json()) as {
      entries: unknown[];
      next: string;
    };
    expect(first.entries).toHaveLength(100);
    const second = (await (await get(`/api/campaigns/birthday/ledger?cursor=${first.next}`)).json()) as {
      entries: { total: number }[];
    };
    expect(second.entries.map(({ total }) => total)).toEqual([107, 108]);
  });

  it('counts on from no total that a link made up, nor from another campaign’s', async () => {
    const { next = '' } = (await (await get('/api/campaigns/birthday/ledger')).json()) as { next: string };
    for (const made of ['0.999000', next.replace(/\.\d+/, '.999000'), `${next}a`, `${next.slice(0, -1)}`]) {
      expect((await get(`/api/campaigns/birthday/ledger?cursor=${made}`)).status).toBe(400);
      expect((await get(`/campaigns/birthday/ledger?cursor=${made}`)).status).toBe(400);
    }
    await product.dataSource.query(
      `insert into campaigns select (jsonb_populate_record(c, '{"slug": "another"}'::jsonb || jsonb_build_object('id', gen_random_uuid()))).*
       from campaigns c where slug = 'birthday'`,
    );
    expect((await get(`/api/campaigns/another/ledger?cursor=${next}`)).status).toBe(400);
  });
});

describe('the stream', () => {
  async function open(headers: Record<string, string> = {}) {
    const ending = new AbortController();
    const answer = await fetch(`${product.url}/api/campaigns/birthday/stream`, {
      headers,
      signal: ending.signal,
    });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error('no body');
    let text = '';
    const until = async (pattern: RegExp): Promise<string> => {
      while (!pattern.test(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended: ${text}`);
        text += value;
      }
      return text;
    };
    return { answer, until, close: () => ending.abort() };
  }

  it('tells the number at once and at each change', async () => {
    const stream = await open();
    expect(stream.answer.headers.get('content-type')).toContain('text/event-stream');
    expect(await stream.until(/\n\n.*data: .*\n\n/s)).toContain('event: progress');
    await adjust(1000);
    expect(await stream.until(/"status":"met"/)).toMatch(/id: [\w-]+\nevent: progress\ndata: /);
    stream.close();
  });

  it('does not repeat what the client has seen', async () => {
    const first = await open();
    const id = /id: (\S+)/.exec(await first.until(/data: .*\n\n/))?.[1] ?? '';
    first.close();
    const again = await open({ 'last-event-id': id });
    await adjust(1);
    const text = await again.until(/data: .*\n\n/);
    expect(text.match(/event: progress/g)).toHaveLength(1);
    expect(text).not.toContain(`id: ${id}\n`);
    again.close();
  });
});

describe('an adjustment', () => {
  it.each([
    [0, 'A reason'],
    [1.5, 'A reason'],
    [1e9, 'A reason'],
    [1, ' '],
    [1, 'x'.repeat(501)],
  ])('of %p because %p is refused', async (delta, reason) => {
    const adjustments = product.service.app.get(Adjustments);
    await expect(adjustments.write('birthday', { delta, reason, author: 'eva' })).rejects.toThrow(
      InvalidInput,
    );
  });

  it('is made by staff over HTTP, and by nobody else', async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${product.url}/api/staff/campaigns/birthday/adjustments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ delta: 2, reason: 'Two joined at the door' }),
      });
    expect((await post({})).status).toBe(401);
    expect((await post({ authorization: `Bearer ${staffToken}` })).status).toBeLessThan(300);
  });
});

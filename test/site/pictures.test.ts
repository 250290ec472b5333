import { writeFile } from 'node:fs/promises';
import { staffToken, startTestService, type TestService } from '../support/service.js';

let product: TestService;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
}, 60_000);
afterAll(() => product.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${product.url}/campaigns/birthday/${path}`, { headers });

async function adjust(delta: number): Promise<void> {
  await fetch(`${product.url}/api/staff/campaigns/birthday/adjustments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ delta, reason: 'for a picture' }),
  });
}

describe('the picture of a campaign', () => {
  it('is a PNG of 1200 × 630, the same for all until the number moves', async () => {
    await adjust(412);
    const first = await get('picture.png');
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/png']);
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    if (process.env.SCREENSHOTS) await writeFile(`${process.env.SCREENSHOTS}/picture.png`, bytes);
    const etag = first.headers.get('etag') ?? '';
    expect((await get('picture.png', { 'if-none-match': etag })).status).toBe(304);
    await adjust(1);
    const next = await get('picture.png', { 'if-none-match': etag });
    expect(next.status).toBe(200);
    expect(Buffer.from(await next.arrayBuffer()).equals(bytes)).toBe(false);
  });

  it('stands in the head of the pages that lead to it', async () => {
    const html = await (await fetch(`${product.url}/join?campaign=birthday`)).text();
    expect(html).toContain(
      `<meta property="og:image" content="${product.url}/campaigns/birthday/picture.png"/>`,
    );
  });

  it('speaks the language that its address names, whatever the browser prefers', async () => {
    const ukrainian = { 'accept-language': 'uk', cookie: 'lang=uk' };
    expect(await (await get('badge.svg', ukrainian)).text()).toContain('of 1,000 new members');
    const badge = await get('badge.svg?lang=uk');
    expect(await badge.text()).toMatch(/із 1\s000 нових учасників/);
    // Caches keep it for everybody, and other people's pages show it.
    expect(badge.headers.get('set-cookie')).toBeNull();
    const pictures = await Promise.all(
      ['picture.png', 'picture.png?lang=uk'].map(async (path) => (await get(path)).arrayBuffer()),
    );
    const [english, other] = pictures.map((bytes) => Buffer.from(bytes));
    if (process.env.SCREENSHOTS && other) await writeFile(`${process.env.SCREENSHOTS}/picture-uk.png`, other);
    expect(other && english?.equals(other)).toBe(false);
    const html = await (await fetch(`${product.url}/campaigns/birthday`, { headers: ukrainian })).text();
    expect(html).toContain('/campaigns/birthday/picture.png?lang=uk"');
  });

  it('is not there for a campaign that is not', async () => {
    for (const path of ['picture.png', 'badge.svg'])
      expect((await fetch(`${product.url}/campaigns/nothing/${path}`)).status).toBe(404);
  });
});

describe('the badge', () => {
  it('says the number to eyes and to screen readers, and may stand on any page', async () => {
    const badge = await get('badge.svg');
    expect(badge.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(badge.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const svg = await badge.text();
    if (process.env.SCREENSHOTS) await writeFile(`${process.env.SCREENSHOTS}/badge.svg`, svg);
    expect(svg).toMatch(/^<svg [^>]*aria-label="\d+ of 1,000 new members"/);
    expect(svg).not.toMatch(/<(script|text|image)/);
  });
});

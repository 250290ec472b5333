import { GiftLinks } from '../../../src/gifts/gift-links.js';
import { Gifts } from '../../../src/gifts/gifts.service.js';
import { Cast } from '../../support/cast.js';
import { pdfPages, pdfSizes } from '../../support/pdf-text.js';
import { startTestService, type TestService } from '../../support/service.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

async function order(giver: string, recipients: object[]): Promise<string> {
  const { purchase } = await cast.gives(giver, recipients);
  await cast.settled();
  return product.service.app.get(GiftLinks).ofGiver(purchase);
}

async function pdf(url: string): Promise<{ answer: Response; bytes: Buffer; text: string }> {
  const answer = await fetch(url);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { answer, bytes, text: pdfPages(bytes).flat().join('') };
}

describe('a card', () => {
  it('says the giver’s words in any of their letters, and holds a link that redeems the gift', async () => {
    const message = 'Вітаю, Євгеніє! Ґанок, їжак — «усе твоє». Cheers, José';
    const page = await order('ann@example.test', [{ name: 'Євгенія Ґудзь', message }]);
    const { answer, bytes, text } = await pdf(`${page}/cards/1.pdf?format=a6`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(pdfSizes(bytes)).toEqual([[298, 421]]);
    for (const part of [...message.split(' '), 'Ґудзь', 'from ann', '3 months']) expect(text).toContain(part);
    const token = /\/redeem\/([\w-]{43})/.exec(text)?.[1] ?? '';
    expect((await cast.redeems(token, 'eve@example.test')).status).toBe(202);
    await product.service.app.get(Gifts).confirm(await cast.linkFor('eve@example.test'));
    expect((await pdf(`${page}/cards/1.pdf`)).answer.status).toBe(404);
  });

  it('is one sheet to fold unless asked otherwise', async () => {
    const page = await order('abe@example.test', [{ name: 'Grandmother', message: 'With love' }]);
    const { bytes, text } = await pdf(`${page}/cards/1.pdf`);
    expect(pdfSizes(bytes)).toEqual([[595, 842]]);
    expect(text).toContain('With love');
    expect((await pdf(`${page}/cards/1.pdf?format=a5`)).answer.status).toBe(404);
  });

  it('is for the giver’s eyes, and left nowhere', async () => {
    const page = await order('amy@example.test', [{ name: 'Joe' }]);
    const { headers } = (await pdf(`${page}/cards/1.pdf`)).answer;
    expect(headers.get('cache-control')).toMatch(/no-store/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    const stranger = page.replace(/[^/]+$/, 'x'.repeat(43));
    expect((await pdf(`${stranger}/cards/1.pdf`)).answer.status).toBe(404);
    for (const path of ['cards/2.pdf', 'cards/0.pdf', 'cards/1.png', 'cards/1.pdf?format=a6&format=a4'])
      expect((await pdf(`${page}/${path}`)).answer.status).toBe(404);
  });

  it('is not made of a gift that was mailed to somebody: that link proves an address', async () => {
    const page = await order('al@example.test', [
      { email: 'cleo@example.test' },
      { name: 'Joe' },
      { name: 'Zoe' },
    ]);
    expect((await pdf(`${page}/cards/1.pdf`)).answer.status).toBe(404);
    const { bytes, text } = await pdf(`${page}/cards.pdf?format=a6`);
    expect(pdfSizes(bytes)).toHaveLength(2);
    expect(text).toMatch(/Joe.*Zoe/);
  });

  it('is there for each of 200 gifts in one PDF, while others are served', async () => {
    const people = Array.from({ length: 200 }, (_, place) => ({
      name: `Guest ${place + 1}`,
      message: 'Ласкаво просимо!',
    }));
    const page = await order('agatha@example.test', people);
    const printing = pdf(`${page}/cards.pdf?format=a4`);
    const waits: number[] = [];
    for (let ask = 0; ask < 10; ask += 1) {
      const asked = performance.now();
      await fetch(`${product.url}/healthz`);
      waits.push(performance.now() - asked);
    }
    const { bytes, text } = await printing;
    expect(pdfSizes(bytes)).toHaveLength(200);
    expect(text).toContain('Guest 200');
    expect(Math.max(...waits)).toBeLessThan(1_500);
    expect(bytes.length).toBeLessThan(8_000_000);
  });
});

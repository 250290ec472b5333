import { MovableClock } from '../../../src/common/clock.js';
import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

const clock = new MovableClock(new Date());
let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ clock });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

interface Answer {
  status: number;
  body: { instead?: string; heldUntil?: string; membership?: object; error?: { code: string } };
}

async function redeem(token: string, wanted: object): Promise<Answer> {
  const answer = await fetch(`${product.url}/api/gifts/${token}/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

async function confirmLink(address: string): Promise<string> {
  const path = await eventually(
    async () => {
      const answer = await fetch(`${product.mailboxUrl}/api/messages?to=${encodeURIComponent(address)}`);
      return /\/redeem\/confirm\/[\w-]{43}/.exec(await answer.text())?.[0] ?? '';
    },
    (found) => found !== '',
  );
  return product.url + path;
}

const press = (link: string) =>
  fetch(link, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' } });

async function handedOn(giver: string): Promise<string> {
  await cast.gives(giver, [{ name: 'Cleo' }]);
  return cast.linkFor(giver);
}

describe('a gift that somebody with another address wants', () => {
  it('is held for them for two days, and others are told so', async () => {
    const token = await handedOn('ben@example.test');
    const first = await redeem(token, { email: 'one@example.test', name: 'One' });
    expect(first.status).toBe(202);
    const heldUntil = new Date(clock.now().getTime() + 48 * 3_600_000).toISOString();
    expect(first.body.heldUntil).toBe(heldUntil);
    const other = await redeem(token, { email: 'two@example.test', name: 'Two' });
    expect([other.status, other.body.error?.code]).toEqual([409, 'gift_held']);
    expect((await redeem(token, { email: 'one@example.test', name: 'One' })).status).toBe(202);

    clock.moveTo(new Date(heldUntil));
    expect((await redeem(token, { email: 'two@example.test', name: 'Two' })).status).toBe(202);
    expect((await press(await confirmLink('one@example.test'))).status).toBe(404);
    expect((await press(await confirmLink('two@example.test'))).status).toBe(200);
    expect((await cast.isMember('two@example.test')).member).toBe(true);
    expect((await cast.isMember('one@example.test')).member).toBe(false);
  });

  it('can be asked for with a corrected address by the one who made the slip', async () => {
    const token = await handedOn('bea@example.test');
    const slip = await redeem(token, { email: 'clo@example.test', name: 'Cleo' });
    const { instead } = slip.body;
    expect((await redeem(token, { email: 'cleo@example.test', name: 'Cleo' })).status).toBe(409);
    expect((await redeem(token, { email: 'cleo@example.test', name: 'Cleo', instead })).status).toBe(202);
    // What was offered to the first address is worth nothing any more.
    expect((await press(await confirmLink('clo@example.test'))).status).toBe(404);
    expect((await press(await confirmLink('cleo@example.test'))).status).toBe(200);
    expect((await cast.isMember('cleo@example.test')).member).toBe(true);
  });

  it('goes at once to whom it was mailed, who need not say who they are', async () => {
    await cast.gives('bo@example.test', [{ email: 'cora@example.test', name: 'Cora' }]);
    const token = await cast.linkFor('cora@example.test');
    expect((await redeem(token, { email: 'thief@example.test', name: 'T' })).status).toBe(202);
    expect((await redeem(token, {})).status).toBe(200);
    expect((await cast.isMember('cora@example.test')).member).toBe(true);
    expect((await press(await confirmLink('thief@example.test'))).status).not.toBe(200);
  });

  it('sends no more than a few e-mails an hour', async () => {
    const token = await handedOn('bob@example.test');
    const statuses = [];
    for (let again = 0; again < 8; again += 1)
      statuses.push((await redeem(token, { email: 'me@example.test', name: 'Me' })).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 202, 429, 429]);
  });

  it('needs an address where nobody is known', async () => {
    const token = await handedOn('boris@example.test');
    const answer = await redeem(token, {});
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'invalid_input']);
  });
});

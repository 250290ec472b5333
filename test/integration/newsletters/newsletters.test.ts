import { MovableClock } from '../../../src/common/clock.js';
import { addDays } from '../../../src/common/dates.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

const clock = new MovableClock(new Date());
let product: TestService;

beforeAll(async () => {
  product = await startTestService({ clock });
}, 60_000);
afterAll(() => product.close());

const post = (path: string, body: string, type: string): Promise<Response> =>
  fetch(product.url + path, { method: 'POST', headers: { 'content-type': type }, body });

const asks = (body: object): Promise<Response> =>
  post('/api/newsletters/subscriptions', JSON.stringify(body), 'application/json');

async function confirmed(email: string): Promise<string[]> {
  const rows: { newsletter: string }[] = await product.dataSource.query(
    `select newsletter from newsletter_subscriptions where normalised_email = $1 and confirmed_at is not null
       and left_at is null order by 1`,
    [email],
  );
  return rows.map(({ newsletter }) => newsletter);
}

/** The links in the e-mails to that address, the newest first, once there are so many. */
async function links(email: string, count = 1): Promise<string[]> {
  const ask = async (): Promise<string[]> => {
    const answer = await fetch(`${product.mailboxUrl}/api/messages?to=${encodeURIComponent(email)}`);
    const mails = (await answer.json()) as { text: string }[];
    return mails.flatMap(({ text }) => /\/newsletters\/confirm\/[\w-]{43}/.exec(text) ?? []);
  };
  return eventually(ask, (found) => found.length >= count);
}

const press = (link: string): Promise<Response> => post(link, '', 'application/x-www-form-urlencoded');

describe('signing up for newsletters', () => {
  it('lists what there is', async () => {
    const answer = await fetch(`${product.url}/api/newsletters`);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const { newsletters } = (await answer.json()) as { newsletters: { key: string }[] };
    expect(newsletters.map(({ key }) => key)).toEqual(['weekly', 'river', 'members']);
  });

  it('begins with the press in the confirming e-mail, for the lists that were chosen', async () => {
    const answer = await asks({ email: 'Ann@Example.org', lists: ['weekly', 'river'] });
    expect([answer.status, await answer.json()]).toEqual([202, { confirm: 'by_email' }]);
    const [link = ''] = await links('Ann@Example.org');
    // Mail programs open links: that alone confirms nothing.
    expect((await fetch(product.url + link)).status).toBe(200);
    expect(await confirmed('ann@example.org')).toEqual([]);
    const done = await press(link);
    expect(await done.text()).toContain('The week in the city, River letters');
    expect(await confirmed('ann@example.org')).toEqual(['river', 'weekly']);
    expect((await press(link)).status).toBe(200);
  });

  it('takes what a form posts, from any page', async () => {
    const form = new URLSearchParams({ email: 'ben@example.org', lists: 'river' });
    const answer = await post(
      '/api/newsletters/subscriptions',
      form.toString(),
      'application/x-www-form-urlencoded',
    );
    expect(answer.status).toBe(202);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('answers a known address as any other, and leaves what it has', async () => {
    const answer = await asks({ email: 'ann@example.org', lists: ['weekly'] });
    expect([answer.status, await answer.json()]).toEqual([202, { confirm: 'by_email' }]);
    expect(await confirmed('ann@example.org')).toEqual(['river', 'weekly']);
  });

  it('confirms by each link what that e-mail named, whoever asked for more meanwhile', async () => {
    await asks({ email: 'fay@example.org', lists: ['weekly'] });
    const [first = ''] = await links('fay@example.org');
    await asks({ email: 'fay@example.org', lists: ['weekly', 'river'] });
    const both = await links('fay@example.org', 2);
    expect((await press(first)).status).toBe(200);
    expect(await confirmed('fay@example.org')).toEqual(['weekly']);
    await press(both.find((link) => link !== first) ?? '');
    expect(await confirmed('fay@example.org')).toEqual(['river', 'weekly']);
  });

  it.each([
    [{ email: 'ann', lists: ['weekly'] }, 'email'],
    [{ lists: ['weekly'] }, 'email'],
    [{ email: 'ann@example.org' }, 'lists'],
    [{ email: 'ann@example.org', lists: [] }, 'lists'],
    [{ email: 'ann@example.org', lists: ['nothing'] }, 'lists'],
    [{ email: 'ann@example.org', lists: ['weekly', 'weekly'] }, 'lists'],
    [{ email: 'ann@example.org', lists: [{ $ne: 1 }] }, 'lists'],
    [{ email: 'ann@example.org', lists: ['weekly'], admin: true }, 'admin'],
  ])('refuses %j', async (body, field) => {
    const answer = await asks(body);
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { fields: object } };
    expect(Object.keys(error.fields)).toEqual([field]);
  });

  it('works on a page without script, which keeps what was typed', async () => {
    const wrong = await post('/newsletters', 'email=cleo&lists=river', 'application/x-www-form-urlencoded');
    expect(wrong.status).toBe(422);
    const page = await wrong.text();
    expect(page).toContain('Please enter an e-mail address such as');
    expect(page).toContain('value="cleo"');
    const right = await post(
      '/newsletters',
      'email=cleo@example.org&lists=river&lists=members',
      'application/x-www-form-urlencoded',
    );
    expect(await right.text()).toContain('Successfully subscribed');
    await press((await links('cleo@example.org'))[0] ?? '');
    expect(await confirmed('cleo@example.org')).toEqual(['members', 'river']);
  });

  it('forgets after a week who did not confirm', async () => {
    await asks({ email: 'dora@example.org', lists: ['weekly'] });
    const [link = ''] = await links('dora@example.org');
    clock.moveTo(addDays(clock.now(), 8));
    const gone = await press(link);
    expect(gone.status).toBe(404);
    expect(await gone.text()).toContain('This link no longer works');
    expect(await confirmed('dora@example.org')).toEqual([]);
  });

  it('sends no more than three e-mails a day to an address that somebody types', async () => {
    const answers: number[] = [];
    for (let index = 0; index < 4; index++)
      answers.push((await asks({ email: 'eve@example.org', lists: ['weekly'] })).status);
    expect(answers).toEqual([202, 202, 202, 429]);
  });
});

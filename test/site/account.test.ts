import { Cast } from '../support/cast.js';
import { launchBrowser } from '../support/browser.js';
import { eventually, startTestService, type TestService } from '../support/service.js';
import { leavePath, post } from './support/product.js';
import { objections, overflow, visit } from './support/visit.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

async function mailedLink(email: string): Promise<string> {
  const mails = await eventually(
    async () =>
      (await (await fetch(`${product.mailboxUrl}/api/messages?to=${email}`)).json()) as { links: string[] }[],
    (found) => found.some(({ links }) => links.some((link) => link.includes('/sign-in/'))),
  );
  return mails.flatMap(({ links }) => links).find((link) => link.includes('/sign-in/')) ?? '';
}

/** The cookie of somebody who followed the link in their mail. */
async function signIn(email: string): Promise<string> {
  await fetch(`${product.mailboxUrl}/api/messages`, { method: 'DELETE' });
  await post(`${product.url}/sign-in`, { email });
  const answer = await post(await mailedLink(email), {});
  expect(answer.headers.get('location')).toBe('/account');
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const account = (cookie: string): Promise<Response> =>
  fetch(`${product.url}/account`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });

const press = (path: string, cookie: string, fields: Record<string, string>): Promise<Response> =>
  fetch(product.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });

describe('a member’s account', () => {
  it('says what they have and what happens next, and opens Stripe’s portal for them', async () => {
    const { purchase } = await cast.joins('ann@example.test');
    await cast.settled();
    const cookie = await signIn('ann@example.test');
    const shown = await account(cookie);
    const html = await shown.text();
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(html).toMatch(
      /It is paid until \d+ \w+ \d{4}\. On that day €\d+(\.\d\d)? is charged for another month/,
    );
    // No page of ours holds an address that lets in whoever has it.
    expect(html).not.toContain(product.stripeUrl);
    const portal = await press('/account/billing', cookie, { purchase });
    expect(portal.status).toBe(303);
    const page = await fetch(portal.headers.get('location') ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('ann@example.test');
  });

  it('says when it ends, once they have cancelled', async () => {
    const { session } = await cast.joins('leaver@example.test');
    await product.stripe.subscriptions.update(await cast.subscriptionOf(session), {
      cancel_at_period_end: true,
    });
    await cast.settled();
    const html = await (await account(await signIn('leaver@example.test'))).text();
    expect(html).toMatch(/It ends on \d+ \w+ \d{4}\. Nothing more is charged/);
  });

  it('leads to the invoice that could not be charged', async () => {
    const { url, purchase } = await cast.opens('membership', {
      plan: 'supporter-month',
      email: 'late@example.test',
    });
    const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
    await cast.pays(session, 'late@example.test', '4000000000000341');
    await cast.settled();
    await cast.renews({ purchase, session });
    await cast.settled();
    const cookie = await signIn('late@example.test');
    expect(await (await account(cookie)).text()).toContain('Pay now');
    const invoice = await press('/account/pay', cookie, { purchase });
    const { data } = await product.stripe.invoices.list({ status: 'open' });
    expect(invoice.headers.get('location')).toBe(data[0]?.hosted_invoice_url);
  });

  it('shows regular donations and gifts too, also to somebody who is no member', async () => {
    await cast.donates('dora@example.test', 1500, { interval: 'month' });
    await cast.gives('dora@example.test', [{ name: 'Cleo', email: 'cleo@example.test' }]);
    await cast.settled();
    const html = await (await account(await signIn('dora@example.test'))).text();
    expect(html).toContain('€15 every month');
    expect(html).toMatch(/Cleo.*Sent to cleo@example.test on/);
    expect(html).toContain('Become a member');
  });

  it('says so when Stripe’s portal cannot be opened, and shows what they have all the same', async () => {
    const { purchase, session } = await cast.joins('unlucky@example.test');
    await cast.settled();
    const cookie = await signIn('unlucky@example.test');
    const { customer } = await product.stripe.checkout.sessions.retrieve(session);
    await product.stripe.customers.del(String(customer));
    const answer = await press('/account/billing', cookie, { purchase });
    const html = await answer.text();
    expect(answer.status).toBe(503);
    expect(html).toContain('The payment page cannot be reached');
    expect(html).toContain('Supporter');
  });

  it('says which newsletters they get, with the way out of each', async () => {
    const way = await leavePath(product);
    const html = await (await account(await signIn('ann@example.test'))).text();
    expect(html).toMatch(/River letters[^<]*<a href="([^"]+)"/);
    expect(html).toContain(way);
    await post(product.url + way, {});
    expect(await (await account(await signIn('ann@example.test'))).text()).not.toContain('River letters');
  });

  it('is left by signing out', async () => {
    await cast.joins('guest@example.test');
    await cast.settled();
    const cookie = await signIn('guest@example.test');
    expect((await press('/sign-out', cookie, {})).headers.get('location')).toBe('/');
    expect((await account(cookie)).status).toBe(303);
  });
});

describe('somebody who typed another person’s address', () => {
  it('and paid, comes back from Stripe with nothing that opens that person’s account', async () => {
    await cast.joins('victim@example.test');
    await cast.settled();
    const { purchase } = await cast.donates('victim@example.test', 500, { interval: 'month' });
    const thanks = await fetch(`${product.url}/thanks/${purchase}`, { headers: { accept: 'text/html' } });
    expect(thanks.status).toBe(200);
    expect(thanks.headers.get('set-cookie')).toBeNull();
    for (const cookie of ['', `tf_session=${purchase}`]) {
      const shown = await account(cookie);
      expect([shown.status, shown.headers.get('location')]).toEqual([303, '/sign-in']);
      const portal = await press('/account/billing', cookie, { purchase });
      expect([portal.status, portal.headers.get('location')]).toEqual([303, '/sign-in']);
    }
  });

  it('cannot open that person’s portal from an account of their own', async () => {
    const { purchase } = await cast.joins('owner@example.test');
    await cast.joins('mallory@example.test');
    await cast.settled();
    const cookie = await signIn('mallory@example.test');
    for (const path of ['/account/billing', '/account/pay'])
      expect((await press(path, cookie, { purchase })).status).toBe(404);
  });

  it('sees the same answer whether there is an account or not, and no mail goes out for none', async () => {
    const known = await (await post(`${product.url}/sign-in`, { email: 'owner@example.test' })).text();
    const unknown = await (await post(`${product.url}/sign-in`, { email: 'nobody@example.test' })).text();
    expect(unknown.replaceAll('nobody@', 'owner@')).toBe(known);
    const [{ count }] = await product.dataSource.query(
      `select count(*) from mails where recipient = 'nobody@example.test'`,
    );
    expect(count).toBe(0);
  });

  it('cannot make an address a reader’s by opening a page for it and not paying', async () => {
    await cast.opens('membership', { plan: 'supporter-month', email: 'unpaid@example.test' });
    await post(`${product.url}/sign-in`, { email: 'unpaid@example.test' });
    const [{ count }] = await product.dataSource.query(
      `select count(*) from mails where recipient = 'unpaid@example.test'`,
    );
    expect(count).toBe(0);
  });
});

describe('signing in', () => {
  it.each(['', 'ann', 'a\0@example.test', `${'x'.repeat(300)}@example.test`])(
    'asks again for an address where %j was typed',
    async (email) => {
      const answer = await post(`${product.url}/sign-in`, { email, next: '//elsewhere.example' });
      expect([400, 422]).toContain(answer.status);
      expect(await answer.text()).not.toContain('elsewhere.example');
    },
  );

  it('leads nowhere but to a page of ours', async () => {
    const answer = await fetch(`${product.url}/sign-in?next=//elsewhere.example/account`);
    expect(await answer.text()).toContain('name="next" value="/account"');
  });

  it('with a link that was used, or never was one, offers a new one', async () => {
    const answer = await post(`${product.url}/sign-in/nothing-of-the-kind`, {});
    expect(answer.status).toBe(410);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).toContain('Ask for a new link');
  });
});

describe('a form that would make somebody pay twice', () => {
  it('comes back with what was typed, what can be done instead, and a link by e-mail', async () => {
    await cast.joins('twice@example.test');
    await cast.settled();
    const typed = {
      plan: 'supporter-year',
      name: 'Ann <b>',
      email: 'Twice@example.test',
      campaign: 'birthday',
    };
    const answer = await post(`${product.url}/join`, typed);
    const html = await answer.text();
    expect(answer.status).toBe(409);
    expect(html).toContain('This address has a running membership');
    expect(html).toContain('value="Ann &lt;b&gt;"');
    expect(html).toMatch(
      /<input[^>]*checked=""[^>]*value="supporter-year"|value="supporter-year"[^>]*checked=""/,
    );
    expect(html).toContain('href="/gift?campaign=birthday"');
  });
});

describe('by hand, in a browser', () => {
  it.each([
    [360, 'light', false],
    [360, 'dark', true],
    [1280, 'light', true],
    [1280, 'dark', true],
  ] as const)(
    'from the form to the account, at %i px, %s, script %s',
    async (width, colorScheme, javaScriptEnabled) => {
      const email = `walk-${width}-${colorScheme}@example.test`;
      await cast.joins(email);
      await cast.gives(email, [{ name: 'Cleo', email: 'cleo@example.test' }]);
      await cast.donates(email, 1500, { interval: 'month' });
      await cast.settled();
      const browser = await launchBrowser();
      const { page, errors, leave } = await visit(browser, `${product.url}/join?campaign=birthday`, {
        width,
        colorScheme,
        javaScriptEnabled,
      });
      try {
        const look = async (name: string): Promise<void> => {
          if (process.env.SHOTS) {
            const path = `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png`;
            await page.screenshot({ path, fullPage: true });
          }
          if (!javaScriptEnabled) return;
          expect(await objections(page)).toEqual([]);
          expect(await overflow(page)).toBeLessThanOrEqual(0);
        };
        await page.check('[value="supporter-year"]');
        await page.fill('[name="name"]', 'Ann');
        await page.fill('[name="email"]', email);
        await page.click('text=Continue to payment');
        await page.waitForSelector('text=This address has a running membership');
        await look('already');
        await page.click('text=Mail me the link');
        await page.waitForSelector('text=Please check your mail');
        await look('sent');
        await page.goto(await mailedLink(email));
        await look('press');
        await page.click('button:has-text("Sign in")');
        await page.waitForURL(`${product.url}/account`);
        await look('account');
        await page.click('button:has-text("Change card, plan or cancel")');
        await page.waitForURL(/\/p\/session\//);
        await page.goto(`${product.url}/account`);
        await page.click('button:has-text("Sign out")');
        await page.goto(`${product.url}/account`);
        expect(new URL(page.url()).pathname).toBe('/sign-in');
        await look('sign-in');
        expect(errors).toEqual([]);
      } finally {
        await leave();
        await browser.close();
      }
    },
    60_000,
  );
});

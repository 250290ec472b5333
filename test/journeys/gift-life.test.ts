import type { Browser } from 'playwright-core';
import { addDays } from '../../src/common/dates.js';
import { GiftEnds } from '../../src/members/going-on/gift-ends.service.js';
import { launchBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { eventually, staffEmail, startTestService, type TestService } from '../support/service.js';
import { TravellingClock } from '../support/travelling-clock.js';
import { countReaches, linkIn, mailTo, Reader } from './support/reader.js';

let clock: TravellingClock;
let product: TestService;
let browser: Browser;
let cast: Cast;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(() => browser.close());

beforeEach(async () => {
  clock = new TravellingClock(new Date());
  product = await startTestService({ clock });
  cast = new Cast(product);
}, 60_000);

afterEach(() => product.close());

async function signedIn(email: string): Promise<Reader> {
  const reader = await Reader.with(browser);
  await reader.page.goto(`${product.url}/sign-in`);
  await reader.fill('mail', email);
  await reader.page.locator('main').getByRole('button').last().click();
  await reader.page.goto(linkIn(await mailTo(product, email, /sign in/i), '/sign-in/'));
  await reader.page.locator('main').getByRole('button').last().click();
  await reader.page.waitForURL(/account|staff/);
  return reader;
}

async function endOfGift(): Promise<Date> {
  const [row] = await product.dataSource.query(
    `select ends_at "endsAt" from memberships where source = 'gift'`,
  );
  return row.endsAt;
}

async function accept(reader: Reader, email: string): Promise<void> {
  await reader.page.goto(linkIn(await mailTo(product, email, /gift for you/), '/redeem/'));
  await reader.press('Accept the gift');
}

describe('a gift’s end', () => {
  it('is told to Cleo in time, and one press keeps her a member without a day lost', async () => {
    await cast.gives('ben@example.test', [{ email: 'cleo@example.test', name: 'Cleo' }]);
    const cleo = await Reader.with(browser);
    await accept(cleo, 'cleo@example.test');
    await cleo.sees('It’s yours. Welcome!');
    const end = await endOfGift();
    await clock.travelTo(product, addDays(end, -7));
    await product.service.app.get(GiftEnds).remindDue();
    const reminder = await mailTo(product, 'cleo@example.test', /ends on/);
    expect(reminder.text).toContain('Nothing is charged unless you press');
    await cleo.page.goto(linkIn(reminder, '/go-on/'));
    await cleo.sees('First charge');
    await cleo.press('Stay for €5 a month');
    await cleo.payWith({ name: 'Cleo Carter' });
    await cleo.sees('You’re a member. Thank you.');
    expect((await product.stripe.invoices.list()).data.map(({ total }) => total)).toEqual([0]);
    // Stripe's clock has run on meanwhile.
    await clock.travelTo(product, addDays(end, -6));
    await cleo.page.goto(linkIn(reminder, '/go-on/'));
    await cleo.sees('You are staying already');

    await clock.travelTo(product, addDays(end, 1));
    await cast.settled();
    expect((await product.stripe.invoices.list()).data.map(({ total }) => total)).toEqual([500, 0]);
    expect((await cast.isMember('cleo@example.test')).member).toBe(true);
    await cleo.leave();
  });

  it('can be put off from the account at any time', async () => {
    await cast.gives('ben@example.test', [{ email: 'cora@example.test', name: 'Cora' }]);
    await cast.redeems(await cast.linkFor('cora@example.test'), 'cora@example.test');
    const cora = await signedIn('cora@example.test');
    await cora.follow('Stay a member after that');
    await cora.sees('Nothing is charged before that day.');
    await cora.leave();
  });
});

describe('a gift for who is a member already', () => {
  it('is added by one press to what a signed-in member pays for, and to a gift', async () => {
    await cast.joins('ann@example.test');
    await cast.gives('ben@example.test', [{ name: 'Ann' }]);
    await cast.settled();
    await clock.travelTo(product, addDays(clock.now(), 1));
    const ann = await signedIn('ann@example.test');
    const link = `${product.url}/redeem/${await cast.linkFor('ben@example.test')}`;
    await ann.page.goto(link);
    await ann.sees('It goes to ann@example.test, where you are signed in.');
    await ann.press('Accept the gift');
    await ann.sees('Added to your membership');
    await ann.leave();

    const dora = await Reader.with(browser);
    for (const giver of ['bea', 'bob']) {
      await cast.gives(`${giver}@example.test`, [{ email: 'dora@example.test', name: 'Dora' }]);
      const mail = await mailTo(product, 'dora@example.test', new RegExp(`^${giver} has a gift`));
      await dora.page.goto(linkIn(mail, '/redeem/'));
      await dora.press('Accept the gift');
    }
    await dora.sees('Added to your membership');
    await dora.leave();
    await countReaches(product, 4);
  });
});

describe('a refund', () => {
  it('of one gift before it is accepted, and of one after, as staff choose', async () => {
    const recipients = ['one', 'two', 'three'].map((name) => ({ name, email: `${name}@example.test` }));
    const { purchase } = await cast.gives('ben@example.test', recipients);
    await cast.redeems(await cast.linkFor('one@example.test'), 'one@example.test');
    await countReaches(product, 3);
    const staff = await Reader.with(browser, { width: 1280 });
    await staff.page.goto(`${product.url}/staff`);
    await staff.fill('mail', staffEmail);
    await staff.page.getByRole('button').last().click();
    await staff.page.goto(linkIn(await mailTo(product, staffEmail, /sign in/i), '/sign-in/'));
    await staff.page.getByRole('button').last().click();
    await staff.sees(/of 1,000/);
    await staff.page.goto(`${product.url}/staff/purchases/${purchase}/refund`);
    await staff.page.getByLabel('Gift 1, one (accepted').check();
    await staff.page.getByLabel('Gift 2, two').check();
    await staff.fill('Reason', 'They asked for it');
    await staff.page.locator('form .button--danger').click();
    await staff.page.waitForURL(/done=1/);
    await countReaches(product, 1);
    const notice = await mailTo(product, 'one@example.test', /has ended/);
    expect(notice.text).not.toMatch(/ben|refund|€/i);

    const reader = await Reader.with(browser);
    const gone = await mailTo(product, 'two@example.test', /gift for you/);
    await reader.page.goto(linkIn(gone, '/redeem/'));
    await reader.sees('There is no gift at this address');
    await accept(reader, 'three@example.test');
    await reader.sees('It’s yours. Welcome!');
    await eventually(
      async () => (await cast.isMember('one@example.test')).member,
      (member) => !member,
    );
    await Promise.all([reader.leave(), staff.leave()]);
  });
});

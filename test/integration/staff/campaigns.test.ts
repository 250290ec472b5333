import { addDays } from '../../../src/common/dates.js';
import { MovableClock } from '../../../src/common/clock.js';
import { staffToken, startTestService, type TestService } from '../../support/service.js';

const now = new Date('2026-11-23T10:00:00Z');
const clock = new MovableClock(now);
let product: TestService;

beforeAll(async () => {
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
}, 60_000);
afterAll(() => product.close());
beforeEach(() => clock.moveTo(now));

interface Answer {
  status: number;
  body: { campaign?: Record<string, unknown>; error?: { fields?: Record<string, string> } };
}

async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${product.url}/api/staff/campaigns${path}`, {
    method,
    headers: { authorization: `Bearer ${staffToken}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

const page = (path: string, form?: Record<string, string>): Promise<Response> =>
  fetch(`${product.url}/staff/campaigns${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${staffToken}`, accept: 'text/html' },
    body: form && new URLSearchParams(form),
    redirect: 'manual',
  });

const progress = (slug: string): Promise<Response> => fetch(`${product.url}/api/campaigns/${slug}`);

let made = 0;

/** One that begins tomorrow and runs for thirty days. */
function campaign(given: object = {}) {
  made += 1;
  return {
    slug: `winter-${made}`,
    title: 'A warm newsroom',
    headline: 'Keep us writing through the winter',
    story: 'We heat with stories.',
    goal: { kind: 'members', target: 300 },
    startsAt: addDays(now, 1).toISOString(),
    endsAt: addDays(now, 31).toISOString(),
    timeZone: 'Europe/Kyiv',
    ...given,
  };
}

async function created(given: object = {}): Promise<string> {
  const { slug } = campaign(given);
  made -= 1;
  const { status, body } = await ask('POST', '', campaign(given));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return slug;
}

describe('staff make a campaign', () => {
  it('as a draft that nobody sees, then announced, running and ended by its own time', async () => {
    const slug = await created({ nextGoals: [400, 500] });
    expect((await progress(slug)).status).toBe(404);
    expect((await ask('GET', `/${slug}`)).body.campaign).toMatchObject({ status: 'draft', published: false });
    expect((await ask('PATCH', `/${slug}`, { published: true })).status).toBe(200);
    expect(await (await progress(slug)).json()).toMatchObject({
      status: 'announced',
      goal: { kind: 'members', target: 300 },
      nextGoal: { target: 400 },
    });
    const seen = async (days: number): Promise<unknown> => {
      clock.moveTo(addDays(now, days));
      return (await ask('GET', `/${slug}`)).body.campaign?.status;
    };
    expect(await seen(1)).toBe('running');
    expect(await seen(31)).toBe('ended');
  });

  it('with a little markup in its story and none that could do harm', async () => {
    const story = `We <em>heat</em> with <a href="https://example.org/why" onclick="x()">stories</a>.<script>alert(1)</script>

<img src=x onerror=alert(1)><a href="javascript:alert(1)">Here</a> & there`;
    const slug = await created({ story, published: true });
    const html = await (await fetch(`${product.url}/campaigns/${slug}`)).text();
    expect(html).toContain('We <em>heat</em> with <a href="https://example.org/why">stories</a>.');
    expect(html).not.toMatch(/onclick|onerror|alert\(1\)|javascript:/);
    expect(html).toContain('<a>Here</a> &amp; there');
  });

  it('of which more than one can run at a time', async () => {
    const starts = { startsAt: now.toISOString(), published: true };
    const slugs = [await created(starts), await created(starts)];
    const { campaigns } = (await (await fetch(`${product.url}/api/campaigns`)).json()) as {
      campaigns: { slug: string }[];
    };
    expect(campaigns.map(({ slug }) => slug)).toEqual(expect.arrayContaining(slugs));
  });

  it('for money, in minor units', async () => {
    const slug = await created({
      goal: { kind: 'money', target: 5_000_000, currency: 'uah' },
      published: true,
    });
    expect(await (await progress(slug)).json()).toMatchObject({
      goal: { kind: 'money', target: 5_000_000, currency: 'uah' },
      progress: { amount: { amount: 0, currency: 'uah' } },
    });
  });

  it.each([
    ['goal.target', { goal: { kind: 'members', target: 0 } }],
    ['goal.currency', { goal: { kind: 'money', target: 1000 } }],
    ['endsAt', { endsAt: addDays(now, 1).toISOString() }],
    ['endsAt', { endsAt: '2026-12-31' }],
    ['timeZone', { timeZone: 'Europe/Atlantis' }],
    ['slug', { slug: 'birthday' }],
    ['slug', { slug: 'Winter!' }],
    ['nextGoals', { nextGoals: [400, 400] }],
    ['nextGoals', { nextGoals: [299] }],
    ['title', { title: ' ' }],
    ['claims.0.source', { claims: [{ text: 'A lot', numerator: 3, source: '', asOf: '2026-11-01' }] }],
    [
      'claims.0.translations.uk.source',
      {
        claims: [
          {
            text: 'A lot',
            numerator: 3,
            source: 'Records',
            asOf: '2026-11-01',
            translations: { uk: { text: 'Багато' } },
          },
        ],
      },
    ],
    ['colour', { colour: 'red' }],
  ])('and are told what is wrong with %s: %j', async (field, given) => {
    const { status, body } = await ask('POST', '', campaign(given));
    expect(status).toBe(400);
    expect(body.error?.fields).toHaveProperty([field], expect.any(String));
  });
});

describe('a campaign that has begun', () => {
  it('keeps what was promised, and takes what may still change', async () => {
    const slug = await created({ published: true });
    clock.moveTo(addDays(now, 2));
    const settled = {
      slug: 'another',
      startsAt: addDays(now, 3).toISOString(),
      baseline: 5,
      countReturning: true,
      published: false,
    };
    const { status, body } = await ask('PATCH', `/${slug}`, settled);
    expect(status).toBe(400);
    expect(Object.keys(body.error?.fields ?? {}).sort()).toEqual(Object.keys(settled).sort());
    const changed = { title: 'A warmer newsroom', goal: { kind: 'members', target: 350 }, nextGoals: [700] };
    expect((await ask('PATCH', `/${slug}`, changed)).body.campaign).toMatchObject(changed);
    expect(await (await progress(slug)).json()).toMatchObject({ title: 'A warmer newsroom' });
    clock.moveTo(addDays(now, 40));
    expect((await ask('PATCH', `/${slug}`, { endsAt: addDays(now, 50).toISOString() })).status).toBe(400);
    expect((await ask('PATCH', `/${slug}`, { story: 'Thank you.' })).status).toBe(200);
  });

  it.each([
    'title',
    'headline',
    'story',
    'copy',
    'goal',
    'nextGoals',
    'milestones',
    'tellMembersAt',
    'claims',
    'baseline',
    'startsAt',
    'endsAt',
    'timeZone',
    'countGiftsAt',
    'published',
  ])('takes null for %s as not given', async (field) => {
    const slug = await created({ title: 'A newsroom by the sea' });
    const { body: before } = await ask('GET', `/${slug}`);
    expect((await ask('PATCH', `/${slug}`, { [field]: null })).status).toBe(200);
    expect((await ask('GET', `/${slug}`)).body).toEqual(before);
  });

  it('has each change in the audit log, with what stood there before', async () => {
    const slug = await created();
    await ask('PATCH', `/${slug}`, { title: 'New' });
    await ask('PATCH', `/${slug}`, { title: 'New' });
    const entries = await product.dataSource.query(
      'select action, details from audit_entries where subject = $1 order by id',
      [`campaign:${slug}`],
    );
    expect(entries).toMatchObject([
      { action: 'campaign.create' },
      { action: 'campaign.change', details: { title: ['A warm newsroom', 'New'] } },
    ]);
  });

  it('is changed by two at once without losing either’s words', async () => {
    const slug = await created();
    await Promise.all([
      ask('PATCH', `/${slug}`, { title: 'One' }),
      ask('PATCH', `/${slug}`, { headline: 'Other' }),
    ]);
    expect((await ask('GET', `/${slug}`)).body.campaign).toMatchObject({ title: 'One', headline: 'Other' });
  });
});

describe('the console', () => {
  it('has a form for it that keeps what was typed, and says what is wrong in its own words', async () => {
    const form = {
      title: 'Spring <b>',
      slug: 'spring',
      headline: 'Spring is coming',
      story: 'We sow.',
      'goal.kind': 'money',
      'goal.target': 'a lot',
      'goal.currency': 'EUR',
      nextGoals: '60000; 70000',
      baseline: '',
      timeZone: 'Europe/Kyiv',
      startsAt: '2027-03-01T00:00',
      endsAt: '2027-04-01T00:00',
      published: 'no',
      'claims.1.text': '12,000 supporters',
      'claims.1.numerator': '12000',
      'claims.1.source': 'Records',
      'claims.1.asOf': '2026-11-01',
      'claims.1.translations.uk.text': '12 000 учасників',
      'claims.1.translations.uk.source': 'Облік',
    };
    const refused = await page('', form);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('Please enter a whole number above zero.');
    expect(html).toContain('Spring &lt;b&gt;');
    const saved = await page('', { ...form, 'goal.target': '50 000,50' });
    expect(saved.headers.get('location')).toBe('/staff/campaigns?done=1');
    expect((await ask('GET', '/spring')).body.campaign).toMatchObject({
      goal: { kind: 'money', target: 5_000_050, currency: 'eur' },
      nextGoals: [6_000_000, 7_000_000],
      // Midnight in Kyiv, before and after the clocks go forward.
      startsAt: '2027-02-28T22:00:00.000Z',
      endsAt: '2027-03-31T21:00:00.000Z',
      claims: [
        {
          text: '12,000 supporters',
          numerator: 12_000,
          source: 'Records',
          asOf: '2026-11-01',
          translations: { uk: { text: '12 000 учасників', source: 'Облік' } },
        },
      ],
    });
    const again = await (await page('/spring/edit')).text();
    expect(again).toContain('value="50000.5"');
    expect(again).toContain('value="2027-03-01T00:00"');
    expect(again).toContain('value="12 000 учасників"');
    expect((await page('/spring/edit', { ...form, 'goal.target': '50000.5', title: 'Spring' })).status).toBe(
      303,
    );
  });

  it('takes the milestones that everybody is told of in the same form, among those that there are', async () => {
    const slug = await created();
    const typed = {
      title: 'A warm newsroom',
      slug,
      headline: 'Keep us writing through the winter',
      story: 'It is cold.',
      'goal.kind': 'members',
      'goal.target': '1000',
      milestones: '25, 50, 100',
      timeZone: 'Europe/Kyiv',
      startsAt: '2027-03-01T00:00',
      endsAt: '2027-04-01T00:00',
    };
    const refused = await page(`/${slug}/edit`, { ...typed, tellMembersAt: '50, 75' });
    const html = await refused.text();
    expect([refused.status, html.includes('value="50, 75"')]).toEqual([400, true]);
    expect(html).toContain('Please choose among the milestones.');
    expect((await page(`/${slug}/edit`, { ...typed, tellMembersAt: '50 %, 100' })).status).toBe(303);
    expect((await ask('GET', `/${slug}`)).body.campaign).toMatchObject({ tellMembersAt: [50, 100] });
    expect(await (await page(`/${slug}/edit`)).text()).toContain('value="50, 100"');
  });

  it.each([
    ['announced', /30|November|December/],
    ['running', '37%'],
    ['met', 'Goal reached'],
    ['ended', 'This campaign has ended'],
  ])('shows a draft as readers would see it when %s', async (state, words) => {
    const slug = await created();
    const html = await (await page(`/${slug}/preview?state=${state}`)).text();
    expect(html).toContain('Keep us writing through the winter');
    expect(html).toMatch(words);
    expect(html).toContain('The number is made up.');
    expect(html).not.toContain('data-meter=');
    expect((await progress(slug)).status).toBe(404);
  });

  it('lists them all with where they stand', async () => {
    const slug = await created();
    const html = await (await page('')).text();
    expect(html).toContain(`/staff/campaigns/${slug}/edit`);
    expect(html).toContain('1,000 new members for our birthday');
  });
});

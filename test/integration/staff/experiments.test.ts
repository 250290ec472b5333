import type { Role } from '../../../src/accounts/staff-account.js';
import { type StaffApp, startStaffApp } from './staff-app.js';

let running: StaffApp;
const cookies = {} as Record<Role, string>;

beforeAll(async () => {
  running = await startStaffApp();
  for (const role of ['viewer', 'editor'] as const) cookies[role] = await running.cookieFor(role);
}, 60_000);
afterAll(() => running.close());

const submit = (
  path: string,
  fields: Record<string, string> = {},
  role: Role = 'editor',
): Promise<Response> =>
  fetch(`${running.url}/staff/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies[role], 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    body: new URLSearchParams(fields),
  });

const open = async (path: string, role: Role = 'editor'): Promise<string> =>
  (await fetch(`${running.url}/staff/${path}`, { headers: { cookie: cookies[role] } })).text();

const filled = {
  key: 'headline-1',
  name: 'Birthday or bridge?',
  campaign: 'birthday',
  placements: 'top, inline',
  readersWanted: '5,000',
  currency: 'EUR',
  'variants.0.name': 'As it is',
  'variants.0.weight': '1',
  'variants.1.name': 'The bridge',
  'variants.1.weight': '2',
  'variants.1.copy.en.headline': 'You closed a bridge',
  'variants.1.amounts': '5; 12.50; 25',
  'variants.2.weight': '1',
};

describe('an experiment in the console', () => {
  it('is written in a form without script, changed, started, and decided', async () => {
    const made = await submit('experiments', filled);
    expect([made.status, made.headers.get('location')]).toEqual([
      303,
      '/staff/experiments/headline-1?done=1',
    ]);
    const form = await open('experiments/headline-1/edit');
    expect(form).toContain('value="You closed a bridge"');
    expect(form).toContain('value="5; 12.5; 25"');
    const { key, ...again } = filled;
    await submit('experiments', { ...again, key, known: key, name: 'Bridge or birthday?' });
    expect(await open('experiments')).toContain('Bridge or birthday?');
    expect((await submit('experiments/headline-1/start')).status).toBe(303);
    const page = await open('experiments/headline-1');
    expect(page).toContain('Not enough data: each variant wants 5,000 readers');
    expect(page).toContain('€12.50');
    expect((await submit('experiments/headline-1/start')).status).toBe(409);
    await submit('experiments/headline-1/decide', { variant: 'b' });
    expect(await open('experiments/headline-1')).toMatch(/Shown to everybody.*The bridge/s);
    await submit('experiments/headline-1/stop');
    expect(await open('experiments')).toContain('stopped');
  });

  it('changes no other draft by its short name', async () => {
    await submit('experiments', { ...filled, key: 'mine', name: 'Mine' });
    await submit('experiments', { ...filled, key: 'yours', name: 'Yours' });
    for (const known of ['', 'mine']) {
      const answer = await submit('experiments', { ...filled, key: 'yours', known, name: 'Overwritten' });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('Another experiment has this short name.');
    }
    expect(await open('experiments')).not.toContain('Overwritten');
  });

  it('keeps what was typed, and says at the field what is wrong', async () => {
    const answer = await submit('experiments', {
      ...filled,
      key: 'Headline One',
      placements: '',
      readersWanted: 'many',
      'variants.0.name': '',
      'variants.1.amounts': '5; much',
    });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    for (const words of [
      'Please name at least one placement',
      'whole number from 100 to 10,000,000',
      'Please name it, in at most 80 characters',
      'Please enter amounts, such as 5, 10, 25.',
      'value="many"',
      'value="5; much"',
      'value="Headline One"',
    ])
      expect(page).toContain(words);
    const odd = await submit('experiments', { ...filled, key: 'Headline One' });
    expect(await odd.text()).toContain('Please use small letters, digits and hyphens');
  });

  it('does not replace another one by its name', async () => {
    expect(await (await submit('experiments', filled)).text()).toContain(
      'Another experiment has this short name',
    );
  });

  it('is for editors to change, and for viewers to see', async () => {
    expect((await submit('experiments', { ...filled, key: 'other' }, 'viewer')).status).toBe(403);
    expect((await submit('experiments/headline-1/decide', { variant: 'b' }, 'viewer')).status).toBe(403);
    expect(await open('experiments/headline-1', 'viewer')).not.toContain('<form class="form"');
  });
});

describe('a campaign’s words by state and language', () => {
  const words = {
    'copy.running.en.headline': 'Almost there: <b>37</b> to go',
    'copy.running.uk.headline': 'Ще трохи',
    'copy.running.uk.join': 'Долучаюся',
    'copy.met.en.headline': 'You did it',
    'copy.met.en.story': 'Thank you.\n\n<script>alert(1)</script><em>All</em> of you.',
  };

  it('are shown before they are saved, and saved then', async () => {
    const preview = await submit('campaigns/birthday/copy', { ...words, preview: 'met.en' });
    const page = await preview.text();
    expect(page).toContain('You did it</h1>');
    expect(page).toContain('<em>All</em> of you.');
    expect(page).not.toContain('alert(1)');
    expect(page).toContain('The number is made up');
    expect(await open('campaigns/birthday/copy')).not.toContain('You did it');
    expect((await submit('campaigns/birthday/copy', words)).status).toBe(303);
    expect(await open('campaigns/birthday/copy')).toContain('You did it');
    expect(await open('campaigns/birthday/preview?state=met')).toContain('You did it</h1>');
  });

  it('are on the page and on the banner of that state, each in its language, as text', async () => {
    const front = await (await fetch(`${running.url}/campaigns/birthday`)).text();
    expect(front).toContain('Almost there: &lt;b&gt;37&lt;/b&gt; to go</h1>');
    const banner = await fetch(`${running.url}/api/campaigns/birthday/banner?placement=top`);
    const { copy } = (await banner.json()) as { copy: Record<string, Record<string, string>> };
    expect(copy.uk).toMatchObject({ headline: 'Ще трохи', join: 'Долучаюся', gift: 'Подарувати участь' });
    expect(copy.en).toMatchObject({ headline: words['copy.running.en.headline'], join: 'Become a member' });
    expect(copy.en?.story).toBeUndefined();
  });

  it('are bounded, and refused at their field with all that was typed', async () => {
    const long = 'x'.repeat(41);
    const answer = await submit('campaigns/birthday/copy', { ...words, 'copy.ended.uk.gift': long });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('At most 40 characters, please.');
    expect(page).toContain(`value="${long}"`);
  });

  it('go back to the usual ones when they are emptied', async () => {
    expect((await submit('campaigns/birthday/copy', { 'copy.met.en.headline': '' })).status).toBe(303);
    expect(await open('campaigns/birthday/preview?state=met')).not.toContain('You did it');
  });

  it('are for editors', async () => {
    expect((await submit('campaigns/birthday/copy', words, 'viewer')).status).toBe(403);
  });
});

import type { AuditEntry } from '../../../src/accounts/audit-entry.js';
import { AuditEntry as AuditTable } from '../../../src/accounts/audit-entry.js';
import type { Role } from '../../../src/accounts/staff-account.js';
import { eventually } from '../../support/eventually.js';
import { type StaffApp, staffToken, startStaffApp } from './staff-app.js';

describe('the console', () => {
  let running: StaffApp;
  const cookies = {} as Record<Role, string>;

  beforeAll(async () => {
    running = await startStaffApp();
    for (const role of ['viewer', 'editor', 'administrator'] as const)
      cookies[role] = await running.cookieFor(role);
  }, 60_000);
  afterAll(() => running.close());

  const open = (path: string, cookie?: string): Promise<Response> =>
    fetch(`${running.url}${path}`, {
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie && { cookie }) },
    });
  const read = async (path: string, role: Role = 'viewer'): Promise<string> =>
    (await open(path, cookies[role])).text();
  const submit = (
    path: string,
    fields: Record<string, string>,
    role: Role,
    headers = {},
  ): Promise<Response> =>
    fetch(`${running.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookies[role], 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    });
  const api = (path: string, body?: object): Promise<Response> =>
    fetch(`${running.url}/api/staff/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${staffToken}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  const audited = (action: string): Promise<AuditEntry[]> =>
    running.dataSource.getRepository(AuditTable).findBy({ action });
  const peopleOf = async (): Promise<number> => {
    const answer = (await (await api('campaigns')).json()) as { campaigns: { value: number }[] };
    return answer.campaigns[0]?.value ?? Number.NaN;
  };

  describe('signing in', () => {
    it('leads whoever is not signed in to the form, and back', async () => {
      const answer = await open('/staff/inbox?state=parked');
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe('/staff/sign-in?next=%2Fstaff%2Finbox%3Fstate%3Dparked');
    });

    it('goes from the form by e-mail to where one wanted to go, and out again', async () => {
      const form = new URLSearchParams({ email: 'staff@example.test', next: '/staff/inbox' });
      const sent = await fetch(`${running.url}/staff/sign-in`, { method: 'POST', body: form });
      expect(await sent.text()).toContain('Look into your mailbox');
      const [mail] = await eventually(
        async () =>
          (await (await fetch(`${running.mailboxUrl}/api/messages?to=staff@example.test`)).json()) as {
            links: string[];
          }[],
        (mails) => mails.length > 0,
      );
      const link = new URL(mail?.links[0] ?? '');
      for (let looks = 0; looks < 3; looks += 1)
        expect(await (await open(`${link.pathname}${link.search}`)).text()).toContain('Sign in</button>');

      const press = (headers: Record<string, string>): Promise<Response> =>
        fetch(`${running.url}${link.pathname}`, {
          method: 'POST',
          redirect: 'manual',
          headers,
          body: new URLSearchParams({ next: '/staff/inbox' }),
        });
      expect((await press({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      const signedIn = await press({ origin: running.url });
      expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/staff/inbox']);
      const again = await press({ origin: running.url });
      expect(again.status).toBe(410);
      expect(await again.text()).toContain('This link no longer works');

      const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
      expect((await open('/staff/inbox', cookie)).status).toBe(200);
      const out = await fetch(`${running.url}/staff/sign-out`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: running.url },
      });
      expect(out.headers.get('set-cookie')).toMatch(/^tf_session=; .*Expires=Thu, 01 Jan 1970/);
      expect((await open('/staff', cookie)).status).toBe(303);
    });

    it('says the same to an address that nobody knows', async () => {
      const ask = async (email: string): Promise<string> => {
        const body = new URLSearchParams({ email });
        const answer = await fetch(`${running.url}/staff/sign-in`, { method: 'POST', body });
        return `${answer.status} ${(await answer.text()).replaceAll(email, '…')}`;
      };
      expect(await ask('stranger@example.test')).toBe(await ask('staff@example.test'));
    });

    it('says at the field what is wrong with an address, and keeps it', async () => {
      const body = new URLSearchParams({ email: 'not an address' });
      const answer = await fetch(`${running.url}/staff/sign-in`, { method: 'POST', body });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toMatch(
        /value="not an address"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*value="not an address"/,
      );
    });
  });

  describe('the first screen', () => {
    it('shows where the campaign stands and what needs somebody', async () => {
      const page = await read('/staff');
      expect(
        missing(page, [
          'of 1,000 new members, 6 %',
          'href="/staff/campaigns/birthday/ledger"',
          '1 Stripe event is parked and waits',
          '1 gift should have been delivered',
          '1 e-mail could not be sent',
          '1 purchase is flagged',
          '1 dispute is open',
          'The last comparison with Stripe found 2 differences',
          'newsletter',
          'role="img"',
        ]),
      ).toEqual([]);
    });

    it('is for one person and no cache', async () => {
      const { headers } = await open('/staff', cookies.viewer);
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    });
  });

  describe('why this number', () => {
    it('links every entry to its person, purchase, payment and event', async () => {
      const { ann, annsPurchase } = running.newsroom;
      const page = await read('/staff/campaigns/birthday/ledger');
      const addresses = [
        `/staff/members/${ann}`,
        `/staff/purchases/${annsPurchase}`,
        'http://127.0.0.1:9/objects/pi_ann',
        '/staff/inbox/evt_paid_ann',
      ];
      expect(
        missing(
          page,
          addresses.map((address) => `href="${address}"`),
        ),
      ).toEqual([]);
    });

    it('finds the event also where the reader was back before it came', async () => {
      const { annsPurchase } = running.newsroom;
      await running.dataSource.query(
        `insert into stripe_events (id, type, object_id, livemode, created, state)
         select 'evt_later', 'checkout.session.completed', session_id, false, now(), 'applied' from purchases where id = $1`,
        [annsPurchase],
      );
      const forget = 'update ledger_entries set event_id = null where purchase_id = $1';
      await running.dataSource.query(forget, [annsPurchase]);
      const page = await read('/staff/campaigns/birthday/ledger');
      expect(missing(page, ['href="/staff/inbox/evt_later"'])).toEqual([]);
      const event = await read('/staff/inbox/evt_later');
      expect(missing(event, ['New members', `/staff/purchases/${annsPurchase}`])).toEqual([]);
    });

    it('gives every entry once, page by page', async () => {
      const seen: number[] = [];
      let cursor = '';
      do {
        const answer = await api(`campaigns/birthday/ledger?cursor=${cursor}`);
        const { entries, next } = (await answer.json()) as { entries: { id: number }[]; next: string | null };
        seen.push(...entries.map(({ id }) => id));
        cursor = next ?? '';
      } while (cursor);
      const [{ count }] = await running.dataSource.query('select count(*) from ledger_entries');
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(count);
    });

    it('lets an editor adjust it, with a name and a reason', async () => {
      const before = await peopleOf();
      const answer = await submit(
        '/staff/campaigns/birthday/adjustments',
        { delta: ' −2 ', reason: 'Two <paper> forms were duplicates' },
        'editor',
      );
      expect(answer.headers.get('location')).toBe('/staff/campaigns/birthday/ledger?done=1');
      expect(await peopleOf()).toBe(before - 2);
      const page = await read('/staff/campaigns/birthday/ledger?kind=adjustment');
      expect(page).toContain('by editor@example.test: Two &lt;paper&gt; forms were duplicates');
      expect(await audited('campaign.adjust')).toEqual([
        expect.objectContaining({
          actor: 'editor@example.test',
          subject: 'campaign:birthday',
          details: expect.objectContaining({ delta: -2 }),
        }),
      ]);
    });

    it.each([
      ['nothing', { delta: '', reason: '' }, ['Please enter a whole number', 'Please say why']],
      ['a fraction', { delta: '1.5', reason: 'because' }, ['Please enter a whole number']],
      ['zero', { delta: '0', reason: 'because' }, ['An adjustment of 0 changes nothing.']],
      ['too much', { delta: '100001', reason: 'because' }, ['That is too much']],
      ['no reason', { delta: '1', reason: '  ' }, ['Please say why']],
    ])('refuses %s, keeps what was typed, and changes nothing', async (_what, fields, messages) => {
      const before = await peopleOf();
      const answer = await submit('/staff/campaigns/birthday/adjustments', fields, 'editor');
      expect(answer.status).toBe(400);
      const page = await answer.text();
      expect(missing(page, messages)).toEqual([]);
      expect(missing(page, [`value="${fields.delta}"`])).toEqual([]);
      expect(await peopleOf()).toBe(before);
    });
  });

  describe('the inbox', () => {
    it('shows what an event says to administrators alone', async () => {
      const path = `/staff/inbox/${running.newsroom.parkedEvent}`;
      expect(await read(path, 'administrator')).toContain('ann@example.test');
      const page = await read(path, 'editor');
      expect(page).toContain('the purchase is not known');
      expect(page).not.toContain('ann@example.test');
    });

    it('replays an event', async () => {
      const answer = await submit('/staff/inbox/evt_parked/replay', {}, 'editor');
      expect(answer.headers.get('location')).toBe('/staff/inbox/evt_parked?done=1');
      expect(await audited('inbox.replay')).toHaveLength(1);
      const missing = await submit('/staff/inbox/evt_missing/replay', {}, 'editor');
      expect(missing.status).toBe(404);
    });
  });

  it('finds members by a part of a name or an address', async () => {
    expect(await read('/staff/members?query=NOVAK')).toContain('Ann Novak');
    expect(await read('/staff/members?query=ann%40ex&status=member')).toContain('Ann Novak');
    expect(await read('/staff/members?query=%25&status=')).toContain('Nobody was found.');
    expect(await read('/staff/members?status=former')).not.toContain('Ann Novak');
    expect(await read(`/staff/members/${running.newsroom.cleo}`)).toContain('got from Ben');
  });

  it('sends a failed e-mail again', async () => {
    const { failedMail } = running.newsroom;
    const answer = await submit(`/staff/mails/${failedMail}/retry`, {}, 'editor');
    expect(answer.headers.get('location')).toBe('/staff/mails?done=1');
    await eventually(
      () => running.dataSource.query('select state from mails where id = $1', [failedMail]),
      ([{ state }]) => state === 'sent',
    );
    expect(await audited('mail.retry')).toHaveLength(1);
  });

  describe('a refund', () => {
    it('asks once and names the thing', async () => {
      const page = await read(`/staff/purchases/${running.newsroom.annsPurchase}/refund`, 'administrator');
      expect(page).toContain('Refund Supporter membership, monthly?');
      expect(page).toContain('Up to €5 goes back');
    });

    it('refuses an amount that is none', async () => {
      const answer = await submit(
        `/staff/purchases/${running.newsroom.annsPurchase}/refund`,
        { amount: '1,234', reason: 'asked for it' },
        'administrator',
      );
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('Please enter an amount such as 12 or 12.50.');
      expect(await audited('purchase.refund')).toEqual([]);
    });

    it('is on record even when Stripe cannot be reached', async () => {
      const answer = await api(`purchases/${running.newsroom.annsPurchase}/refund`, {
        reason: 'asked for it',
      });
      expect(answer.status).toBe(503);
      expect(await audited('purchase.refund')).toHaveLength(1);
      expect(await audited('purchase.refund_refused')).toHaveLength(1);
    }, 60_000);
  });

  describe('roles', () => {
    const deeds: [path: string, allowed: Role[]][] = [
      ['/staff/campaigns/birthday/adjustments', ['editor', 'administrator']],
      ['/staff/inbox/evt_parked/replay', ['editor', 'administrator']],
      ['/staff/mails/0190a000-0000-7000-8000-000000000000/retry', ['editor', 'administrator']],
      ['/staff/purchases/0190a000-0000-7000-8000-000000000000/refund', ['administrator']],
    ];
    const cases = deeds.flatMap(([path, allowed]) =>
      (['viewer', 'editor', 'administrator'] as const).map(
        (role) => [path, role, allowed.includes(role)] as const,
      ),
    );

    it.each(cases)('%s by %s: %s', async (path, role, allowed) => {
      const answer = await submit(path, {}, role);
      expect(answer.status !== 403).toBe(allowed);
    });

    it('does nothing in the name of somebody whose browser another site sends here', async () => {
      const before = await peopleOf();
      const fields = { delta: '5', reason: 'a trap' };
      const path = '/staff/campaigns/birthday/adjustments';
      const answers = await Promise.all([
        submit(path, fields, 'administrator', { 'sec-fetch-site': 'cross-site' }),
        submit(path, fields, 'administrator', { 'sec-fetch-site': 'same-site' }),
        submit(path, fields, 'administrator', { 'sec-fetch-site': '', origin: 'https://evil.example' }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
      expect(await peopleOf()).toBe(before);
    });
  });

  describe('for programs', () => {
    it.each([
      ['campaigns', 'campaigns'],
      ['campaigns/birthday/report', 'report'],
      ['members?query=ann', 'members'],
      ['gifts?status=redeemed', 'gifts'],
      ['donations', 'donations'],
      ['inbox?state=applied', 'events'],
      ['audit', 'entries'],
    ])('/api/staff/%s answers %s', async (path, key) => {
      const answer = await api(path);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toHaveProperty(key);
    });

    it.each([
      ['members?unknown=1', 400],
      ['members?status=nonsense', 400],
      ['members?cursor=nonsense', 400],
      ...['members', 'gifts', 'donations', 'audit', 'campaigns/birthday/ledger', 'inbox'].map(
        (list): [string, number] => [`${list}?cursor=${Buffer.from('["x","y"]').toString('base64url')}`, 400],
      ),
      ['members/not-an-id', 404],
      ['members/0190a000-0000-7000-8000-000000000000', 404],
      ['campaigns/nothing/ledger', 404],
    ])('/api/staff/%s: %i', async (path, status) => {
      const answer = await api(path);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toHaveProperty('error.code');
    });

    it('takes an adjustment and refuses what it does not know', async () => {
      const before = await peopleOf();
      const taken = await api('campaigns/birthday/adjustments', { delta: 3, reason: 'three at the fair' });
      expect(taken.status).toBe(201);
      expect(await peopleOf()).toBe(before + 3);
      const refused = await api('campaigns/birthday/adjustments', {
        delta: 3,
        reason: 'x y z',
        kind: 'gift',
      });
      expect(await refused.json()).toMatchObject({ error: { fields: { kind: expect.any(String) } } });
      const [entry] = await audited('campaign.adjust').then((entries) => entries.toReversed());
      expect(entry?.actor).toBe('api token');
    });
  });
});

/** Those of the words that a page does not say; a whole page would make an unreadable failure. */
function missing(page: string, words: string[]): string[] {
  return words.filter((word) => !page.includes(word));
}

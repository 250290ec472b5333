import { MilestoneLetters } from '../../../src/campaigns/course/milestone-letters.service.js';
import { Milestones } from '../../../src/campaigns/course/milestones.service.js';
import { Cast } from '../../support/cast.js';
import { headersOf, oneClickLink } from '../../support/mail-headers.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

/** What everybody who was counted hears of a campaign, where staff have chosen so. */
let product: TestService;
let cast: Cast;

beforeEach(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);
afterEach(() => product.close());

async function set(change: object): Promise<Response> {
  return fetch(`${product.url}/api/staff/campaigns/birthday`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
}

/** As the minute's end does, and the job that it enqueues. */
async function minutePasses(): Promise<void> {
  await product.service.app.get(Milestones).look();
  await product.service.app.get(MilestoneLetters).goOn();
  await eventually(
    () =>
      product.dataSource.query(
        `select from campaign_milestones where tell_through is not null and told_at is null`,
      ),
    (unfinished: object[]) => unfinished.length === 0,
  );
}

interface Received {
  id: string;
  to: string[];
  subject: string;
  text: string;
}

/** The letters in everybody's mailbox, once there are as many as were queued. */
async function letters(): Promise<Received[]> {
  const [{ queued }] = await product.dataSource.query(
    `select count(*) as queued from mails where template = 'milestone-letter'`,
  );
  return eventually(
    async () => {
      const mails = (await (await fetch(`${product.mailboxUrl}/api/messages`)).json()) as Received[];
      return mails.filter(({ text }) => text.includes('of its goal, and you are a part of it'));
    },
    (found) => found.length === queued,
  );
}

const recipients = async (): Promise<string[]> => {
  const rows: { recipient: string }[] = await product.dataSource.query(
    `select recipient from mails where template = 'milestone-letter' order by recipient`,
  );
  return rows.map(({ recipient }) => recipient);
};

describe('a milestone that members are told of', () => {
  it('reaches members, who redeemed a gift and donors, each once; not givers, not who was refunded', async () => {
    await set({
      goal: { kind: 'members', target: 4 },
      nextGoals: [8],
      milestones: [50, 100],
      tellMembersAt: [50],
    });
    await cast.joins('ann@example.test');
    const refunded = await cast.joins('ben@example.test');
    await cast.gives('dora@example.test', [{ email: 'cleo@example.test', name: 'Cleo' }]);
    await cast.donates('eve@example.test', 500);
    await cast.donates('ann@example.test', 700);
    const back = await cast.donates('fay@example.test', 900);
    await cast.settled();
    await cast.redeems(await cast.linkFor('cleo@example.test'), 'cleo@example.test');
    await cast.refunds(refunded);
    await cast.refunds(back);
    await cast.settled();
    await minutePasses();
    expect(await recipients()).toEqual(['ann@example.test', 'cleo@example.test', 'eve@example.test']);
    const [letter] = await letters();
    expect(letter?.subject).toBe('50% of the goal is reached: 1,000 new members for our birthday');
    expect(letter?.text).toContain(`${product.url}/campaigns/birthday`);

    // Down, and up again: what was told is told.
    for (const name of ['gil', 'hal', 'ida']) await cast.joins(`${name}@example.test`);
    await cast.settled();
    await minutePasses();
    await minutePasses();
    expect(await recipients()).toHaveLength(3);
    expect(await letters()).toHaveLength(3);
  }, 60_000);

  it('is told at the next one only to who has not said no', async () => {
    await set({ goal: { kind: 'members', target: 4 }, milestones: [50, 100], tellMembersAt: [50, 100] });
    for (const name of ['ann', 'ben']) await cast.joins(`${name}@example.test`);
    await cast.settled();
    await minutePasses();
    const toAnn = (await letters()).find(({ to }) => to[0] === 'ann@example.test');
    const link = await oneClickLink(product.mailboxUrl, toAnn?.id ?? '');
    expect(toAnn?.text).toContain(link);
    expect((await headersOf(product.mailboxUrl, toAnn?.id ?? ''))['auto-submitted']).toBe('auto-generated');

    const post = (address: string): Promise<Response> =>
      fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
    expect(await (await fetch(link)).text()).toContain('Stop news of campaigns');
    expect(await product.dataSource.query('select from campaign_news_refusals')).toEqual([]);
    for (let round = 0; round < 2; round++) expect((await post(link)).status).toBe(200);
    expect(await (await fetch(link)).text()).toContain('That was a mistake');
    for (let round = 0; round < 2; round++) expect((await post(`${link}/undo`)).status).toBe(200);
    expect(await product.dataSource.query('select from campaign_news_refusals')).toEqual([]);
    await post(link);
    const strange = link.replace(/.$/, link.endsWith('A') ? 'B' : 'A');
    for (const answer of [await fetch(strange), await post(strange), await post(`${strange}/undo`)])
      expect(answer.status).toBe(404);

    for (const name of ['cleo', 'dora']) await cast.joins(`${name}@example.test`);
    await cast.settled();
    await eventually(
      () => product.dataSource.query(`select from mails where state = 'queued'`),
      (waiting: object[]) => waiting.length === 0,
    );
    // The welcome to Dora came back.
    await product.dataSource.query(
      `update mails set state = 'sent', error = 'no such mailbox' where recipient = 'dora@example.test'`,
    );
    // The one to Cleo did not go out: that was our own mail server's fault.
    await product.dataSource.query(
      `update mails set state = 'failed', error = 'connect ECONNREFUSED' where recipient = 'cleo@example.test'`,
    );
    await minutePasses();
    expect(await recipients()).toEqual([
      'ann@example.test',
      'ben@example.test',
      'ben@example.test',
      'cleo@example.test',
    ]);
    expect((await letters()).map(({ subject }) => subject)).toContain(
      'The goal is reached: 1,000 new members for our birthday',
    );
  }, 60_000);

  it('is chosen among the milestones, in the form too; by itself nobody is told', async () => {
    const wrong = await set({ milestones: [50, 100], tellMembersAt: [60] });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ error: { fields: { tellMembersAt: expect.any(String) } } });
    await set({ goal: { kind: 'members', target: 1 }, nextGoals: [] });
    await cast.joins('ann@example.test');
    await cast.settled();
    await minutePasses();
    expect(await recipients()).toEqual([]);
    // Chosen afterwards, it is too late for what is reached.
    expect((await set({ tellMembersAt: [100] })).status).toBe(200);
    await minutePasses();
    expect(await recipients()).toEqual([]);
  }, 60_000);
});

import { addDays } from '../../../src/common/dates.js';
import { MovableClock } from '../../../src/common/clock.js';
import { Freezing } from '../../../src/campaigns/course/freezing.service.js';
import { Milestones } from '../../../src/campaigns/course/milestones.service.js';
import { Cast } from '../../support/cast.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

/** A campaign from its first members to the note beside its frozen number. */
const clock = new MovableClock(new Date());
let product: TestService;
let cast: Cast;

beforeEach(async () => {
  clock.moveTo(new Date());
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);
afterEach(() => product.close());

async function set(change: object): Promise<void> {
  const answer = await fetch(`${product.url}/api/staff/campaigns/birthday`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function progress(): Promise<{
  status: string;
  endsAt: string;
  progress: { count: number };
  frozen?: { at: string; since: { count: number } };
}> {
  return (await fetch(`${product.url}/api/campaigns/birthday`)).json() as never;
}

/** What readers get is kept for two seconds, also when a clock jumps. */
const seen = async <T>(look: () => Promise<T>, done: (found: T) => boolean): Promise<T> =>
  eventually(look, done);

const told = async (): Promise<string[]> => {
  const mails: { subject: string }[] = await product.dataSource.query(
    `select split_part(dedupe_key, ':', 3) || '%' as subject from mails where template = 'campaign-milestone' order by queued_at`,
  );
  return mails.map(({ subject }) => subject);
};

describe('milestones', () => {
  it('are told to staff once each, by however many at once, and not again after a refund', async () => {
    await set({ goal: { kind: 'members', target: 4 }, nextGoals: [8], milestones: [25, 50, 100, 150] });
    const milestones = product.service.app.get(Milestones);
    await milestones.look();
    expect(await told()).toEqual([]);
    const first = await cast.joins('ann@example.test');
    await cast.settled();
    await Promise.all([milestones.look(), milestones.look(), milestones.look()]);
    expect(await told()).toEqual(['25%']);
    await cast.refunds(first);
    await cast.settled();
    for (const name of ['ben', 'cleo', 'dora', 'eve']) await cast.joins(`${name}@example.test`);
    await cast.settled();
    // Two were passed at once: the last of them is told.
    await milestones.look();
    await milestones.look();
    expect(await told()).toEqual(['25%', '100%']);
    expect(
      await product.dataSource.query('select percent from campaign_milestones order by percent'),
    ).toEqual([25, 50, 100].map((percent) => ({ percent })));
  });

  it('reach staff as an e-mail', async () => {
    await set({ goal: { kind: 'members', target: 1 }, nextGoals: [] });
    await cast.joins('ann@example.test');
    await cast.settled();
    await product.service.app.get(Milestones).look();
    await eventually(
      async () => (await fetch(`${product.mailboxUrl}/api/messages?to=staff@example.test`)).text(),
      (mails) => mails.includes('100% of the goal: 1,000 new members for our birthday'),
    );
  });
});

describe('the number after the end', () => {
  it('still moves for four days, and then is frozen once; what comes later stands beside it', async () => {
    const freezing = product.service.app.get(Freezing);
    const ann = await cast.joins('ann@example.test');
    const ben = await cast.joins('ben@example.test');
    await cast.settled();
    const end = new Date((await progress()).endsAt);

    clock.moveTo(addDays(end, 3.9));
    await freezing.freezeDue();
    await cast.refunds(ann);
    await cast.settled();
    expect((await seen(progress, (found) => found.progress.count === 1)).frozen).toBeUndefined();

    clock.moveTo(addDays(end, 4));
    await Promise.all([freezing.freezeDue(), freezing.freezeDue()]);
    const { status, frozen } = await seen(progress, (found) => found.frozen !== undefined);
    expect([status, frozen]).toEqual(['ended', { at: addDays(end, 4).toISOString(), since: { count: 0 } }]);

    await cast.refunds(ben);
    await cast.settled();
    await freezing.freezeDue();
    const later = await seen(progress, (found) => found.frozen?.since.count === -1);
    expect(later.progress.count).toBe(1);
    const html = await (await fetch(`${product.url}/campaigns/birthday/ledger`)).text();
    expect(html).toMatch(
      /The number was settled on \d+ \w+\. Since then refunds and late payments came to −1/,
    );
    const staff = await fetch(`${product.url}/staff/campaigns/birthday/ledger`, {
      headers: { authorization: `Bearer ${staffToken}`, accept: 'text/html' },
    });
    expect(await staff.text()).toMatch(/frozen at 1 on [^.]*, after 3 rows\.[^.]*what came after it: −1/);
  });

  it('is frozen with a digest that proves its rows', async () => {
    await cast.joins('ann@example.test');
    await cast.settled();
    const end = new Date((await progress()).endsAt);
    clock.moveTo(addDays(end, 5));
    await product.service.app.get(Freezing).freezeDue();
    const [{ same, entries }] = await product.dataSource.query(
      `select entries, digest = (select encode(sha256(convert_to(string_agg(
         concat_ws(' ', id, kind, source, delta, amount, currency), E'\\n' order by id), 'utf8')), 'hex') from ledger_entries) as same
       from campaign_results`,
    );
    expect([same, entries]).toEqual([true, 1]);
  });
});

describe('a donor who doubles what others give', () => {
  const money = async () => {
    const body = (await progress()) as unknown as {
      progress: { amount: { amount: number } };
      matching?: { donor: string; matched: { amount: number }; confirmed: boolean };
    };
    return [body.progress.amount.amount, body.matching?.matched.amount, body.matching?.confirmed];
  };
  const confirm = (): Promise<Response> =>
    fetch(`${product.url}/api/staff/campaigns/birthday/matching/confirm`, {
      method: 'POST',
      headers: { authorization: `Bearer ${staffToken}` },
    });

  it('stands beside the number up to a limit, and in it once that is confirmed', async () => {
    const [starts] = await product.dataSource.query('select starts_at from campaigns');
    clock.moveTo(addDays(starts.starts_at, -1));
    await set({
      goal: { kind: 'money', target: 100_000, currency: 'eur' },
      nextGoals: [],
      matching: { donor: 'The Sea Foundation', limit: 6000 },
    });
    clock.moveTo(new Date());
    await cast.donates('dora@example.test', 4000);
    await cast.settled();
    expect(await seen(money, ([, matched]) => matched === 4000)).toEqual([4000, 4000, false]);
    await cast.donates('eve@example.test', 5000);
    await cast.settled();
    expect(await seen(money, ([amount]) => amount === 9000)).toEqual([9000, 6000, false]);
    const html = await (await fetch(`${product.url}/campaigns/birthday`)).text();
    expect(html).toContain(
      'The Sea Foundation doubles each gift, up to €60: €60 so far, which is not in the number yet.',
    );
    const answers = await Promise.all([confirm(), confirm(), confirm()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(await seen(money, ([amount]) => amount === 15_000)).toEqual([15_000, 6000, true]);
    await cast.donates('fay@example.test', 1000);
    await cast.settled();
    expect(await seen(money, ([amount]) => amount === 16_000)).toEqual([16_000, 6000, true]);
  });

  it('doubles money only', async () => {
    const answer = await fetch(`${product.url}/api/staff/campaigns/birthday`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ matching: { donor: 'Ann', limit: 100 } }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { fields: { 'matching.limit': expect.stringContaining('Only money') } },
    });
  });
});

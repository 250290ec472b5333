import { MovableClock } from '../../../src/common/clock.js';
import { addDays } from '../../../src/common/dates.js';
import { GiftSweep } from '../../../src/gifts/gift-sweep.service.js';
import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

const clock = new MovableClock(new Date());
const begin = clock.now();
let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

beforeEach(() => clock.moveTo(begin));

/** Each day at the same hour; the service is not there on `stopped` days. */
async function daysPass(
  from: number,
  to: number,
  stopped: (day: number) => boolean = () => false,
): Promise<void> {
  for (let day = from; day <= to; day += 1) {
    if (stopped(day)) continue;
    clock.moveTo(addDays(begin, day));
    await product.service.app.get(GiftSweep).sweep();
  }
}

/** What an address got, and on which day: `14 gift-reminder`. */
async function letters(address: string): Promise<string[]> {
  const rows: { template: string; at: Date }[] = await product.dataSource.query(
    `select template, queued_at at from mails where recipient = $1 order by queued_at, template`,
    [address],
  );
  return rows.map(
    ({ template, at }) => `${Math.floor((at.getTime() - begin.getTime()) / 86_400_000)} ${template}`,
  );
}

async function sendsTo(giver: string, recipient: { name?: string; email?: string }): Promise<string> {
  const { purchase } = await cast.gives(giver, [recipient]);
  await cast.settled();
  // Stripe's clock runs on; from here on days are counted from the same moment.
  const deliverAt = addDays(begin, 0);
  await product.dataSource.query(
    `update gifts set deliver_at = $2, delivered_at = $2, claim_until = $2::timestamptz + interval '365 days',
       next_nudge_at = $2::timestamptz + case when recipient_email is null then interval '30 days' else interval '14 days' end
     where purchase_id = $1`,
    [purchase, deliverAt],
  );
  return purchase;
}

const giverHears = ['30 gift-unclaimed', '351 gift-deadline', '365 gift-expired'];

describe('a gift that nobody opens', () => {
  it('is told of on its days, once each', async () => {
    await sendsTo('ben@example.test', { name: 'Cleo', email: 'cleo@example.test' });
    await daysPass(1, 370);
    await daysPass(370, 371);
    expect(await letters('cleo@example.test')).toEqual([
      '0 gift-delivery',
      '14 gift-reminder',
      '60 gift-reminder',
    ]);
    expect(await letters('ben@example.test')).toEqual(['0 gift-receipt', ...giverHears]);
  });

  it('is told of as soon as the service is back when it was away on that day', async () => {
    await sendsTo('bea@example.test', { email: 'cora@example.test' });
    const away = [14, 15, 16, 30, 60, 61, 351, 365, 366];
    await daysPass(1, 370, (day) => away.includes(day));
    expect(await letters('cora@example.test')).toEqual([
      '0 gift-delivery',
      '17 gift-reminder',
      '62 gift-reminder',
    ]);
    expect(await letters('bea@example.test')).toEqual([
      '0 gift-receipt',
      '31 gift-unclaimed',
      '352 gift-deadline',
      '367 gift-expired',
    ]);
  });

  it('brings each person only the latest word after a long standstill', async () => {
    await sendsTo('bo@example.test', { email: 'cyd@example.test' });
    await daysPass(1, 70, (day) => day > 10 && day < 70);
    expect(await letters('cyd@example.test')).toEqual(['0 gift-delivery', '70 gift-reminder']);
    expect(await letters('bo@example.test')).toEqual(['0 gift-receipt', '70 gift-unclaimed']);
    await daysPass(71, 400, (day) => day > 340 && day < 380);
    expect(await letters('cyd@example.test')).toHaveLength(0);
    expect(await letters('bo@example.test')).toEqual([
      '0 gift-receipt',
      '70 gift-unclaimed',
      '380 gift-expired',
    ]);
  });

  it('troubles nobody but the giver when the link was handed on', async () => {
    await sendsTo('bud@example.test', { name: 'Grandmother' });
    await daysPass(1, 370);
    expect(await letters('bud@example.test')).toEqual(['0 gift-receipt', ...giverHears]);
  });

  it('is told of no more once it was opened', async () => {
    await sendsTo('bix@example.test', { email: 'cy@example.test' });
    await daysPass(1, 20);
    await cast.redeems(await cast.linkFor('cy@example.test'), 'cy@example.test');
    await daysPass(21, 400);
    expect(await letters('bix@example.test')).toEqual(['0 gift-receipt', '20 gift-redeemed']);
    expect(await letters('cy@example.test')).toEqual(
      expect.arrayContaining(['0 gift-delivery', '14 gift-reminder', '20 gift-accepted']),
    );
    expect(await letters('cy@example.test')).not.toContain('60 gift-reminder');
  });
});

describe('whom an unclaimed gift was for', () => {
  const traces = async (words: string[]): Promise<number> => {
    const [{ found }] = await product.dataSource.query(
      `select (select count(*) from gifts g where to_jsonb(g)::text ~* $1)
        + (select count(*) from mails m where to_jsonb(m)::text ~* $1)
        + (select count(*) from purchases p where to_jsonb(p)::text ~* $1)
        + (select count(*) from gift_confirmations c where to_jsonb(c)::text ~* $1)
        + (select count(*) from pgboss.job j where to_jsonb(j)::text ~* $1) found`,
      [words.join('|')],
    );
    return found;
  };

  it('is forgotten everywhere 30 days after the deadline', async () => {
    await sendsTo('bert@example.test', { name: 'Zebulon', email: 'zebulon@example.test' });
    const token = await cast.linkFor('zebulon@example.test');
    await cast.redeems(token, 'zebulon.private@example.test');
    await daysPass(1, 394, (day) => day % 30 > 2);
    expect(await traces(['zebulon'])).toBeGreaterThan(0);
    await daysPass(395, 396);
    // What the giver is told meanwhile is forgotten as it is sent.
    await eventually(
      () => traces(['zebulon']),
      (left) => left === 0,
    );
  });

  it('is not, where it was opened, or another one of the same order', async () => {
    const { purchase } = await cast.gives('bess@example.test', [
      { name: 'Opener', email: 'opener@example.test', message: 'Kept words' },
      { name: 'Sleeper', email: 'sleeper@example.test', message: 'Lost words' },
    ]);
    await cast.redeems(await cast.linkFor('opener@example.test'), 'opener@example.test');
    await daysPass(360, 400, (day) => day % 10 > 0);
    await eventually(
      () => traces(['sleeper', 'Lost words']),
      (left) => left === 0,
    );
    const [order] = await product.dataSource.query(
      `select details->'recipients' as people from purchases where id = $1`,
      [purchase],
    );
    expect(order.people).toMatchObject([
      { name: 'Opener', email: 'opener@example.test', message: 'Kept words' },
      { name: null, email: null, message: null },
    ]);
    const [kept] = await product.dataSource.query(
      `select recipient_email from gifts where purchase_id = $1 and place = 1`,
      [purchase],
    );
    expect(kept.recipient_email).toBe('opener@example.test');
  });
});

import { Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';
import { control } from './control-support.js';

const DAY = 86_400;
const NOBODY_LOST = 20_000;

let product: TestService;
let cast: Cast;
let stripe: { standin: { url: string } };

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off', STRIPE_REQUESTS_PER_SECOND: '500' } });
  cast = new Cast(product);
  stripe = { standin: { url: product.stripeUrl } };
}, 60_000);
afterAll(() => product.close());

async function newMembers(): Promise<number> {
  const [{ delta }] = await product.dataSource.query(
    'select coalesce(sum(delta), 0)::int as delta from campaign_tallies',
  );
  return delta;
}

/** Presses the button again while the product says that Stripe cannot be reached. */
async function joinsAtLast(email: string): Promise<void> {
  const deadline = Date.now() + NOBODY_LOST;
  for (;;) {
    const failed = await cast.joins(email).then(
      () => null,
      (error: unknown) => error,
    );
    if (!failed) return;
    if (!/checkout: 503/.test(String(failed)) || Date.now() > deadline) throw failed;
  }
}

describe('the product with a Stripe that misbehaves', () => {
  it('counts everybody once, and opens no page twice for one purchase', async () => {
    const before = await newMembers();
    const faults = { latency: 20, tooMany: 0.05, broken: 0.1, cut: 0.2, seed: 11 };
    await control(stripe, 'faults', faults);
    await control(stripe, 'deliveries', {
      mode: 'held',
      duplicate: 0.5,
      shuffle: true,
      connections: 4,
      seed: 11,
    });
    const people = Array.from({ length: 8 }, (_, at) => `rough${at}@example.test`);
    await Promise.all(people.map(joinsAtLast));
    expect(await newMembers()).toBe(before);
    await control(stripe, 'deliveries/release', {});
    await control(stripe, 'deliveries', {});
    await control(stripe, 'faults', {});
    await cast.settled();
    expect(await newMembers()).toBe(before + people.length);
    const sessions = await product.stripe.checkout.sessions.list({ limit: 100 });
    const purchases = sessions.data.map((session) => session.client_reference_id);
    expect(new Set(purchases).size).toBe(purchases.length);
  }, 60_000);

  it('follows a year of renewals, and counts none of them', async () => {
    await cast.joins('yearly@example.test');
    await cast.settled();
    const before = await newMembers();
    await control(stripe, 'clock', { advance: 366 * DAY });
    await cast.settled();
    expect(await newMembers()).toBe(before);
    const { until } = await cast.isMember('yearly@example.test');
    expect((Date.parse(until ?? '') - Date.now()) / DAY / 1000).toBeGreaterThan(366);
    // Whoever comes after it still gets a page to pay on.
    await cast.joins('later@example.test');
  }, 60_000);
});

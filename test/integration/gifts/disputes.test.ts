import { MovableClock } from '../../../src/common/clock.js';
import { addDays, instantToLocalDate } from '../../../src/common/dates.js';
import { GiftSweep } from '../../../src/gifts/gift-sweep.service.js';
import { type Bought, Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';

/** The giver's bank asks for the money back, and it takes a while until that is decided. */
const clock = new MovableClock(new Date());
let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

beforeEach(() => clock.moveTo(new Date()));

const sweep = () => product.service.app.get(GiftSweep).sweep();

async function disputed(bought: Bought): Promise<string> {
  const dispute = await cast.disputes(bought);
  await cast.settled();
  return dispute;
}

async function won(dispute: string): Promise<void> {
  await cast.closesDispute(dispute, 'won');
  await cast.settled();
}

async function mailsTo(address: string, template: string): Promise<number> {
  const [{ count }] = await product.dataSource.query(
    'select count(*)::int count from mails where recipient = $1 and template = $2',
    [address, template],
  );
  return count;
}

describe('a gift in dispute', () => {
  it('does not run out meanwhile: won, there is as much time left to accept it', async () => {
    const bought = await cast.gives('ben@example.test', [{ email: 'cleo@example.test' }]);
    const token = await cast.linkFor('cleo@example.test');
    clock.moveTo(addDays(clock.now(), 350));
    const dispute = await disputed(bought);
    clock.moveTo(addDays(clock.now(), 70));
    await sweep();
    expect(await mailsTo('ben@example.test', 'gift-expired')).toBe(0);
    expect((await cast.redeems(token, 'cleo@example.test')).status).toBe(409);
    await won(dispute);
    clock.moveTo(addDays(clock.now(), 14));
    await sweep();
    expect((await cast.redeems(token, 'cleo@example.test')).status).toBe(200);
  });

  it('does not leave on its day, and leaves once when it is won', async () => {
    const deliverOn = instantToLocalDate(addDays(clock.now(), 3), 'Europe/Kyiv');
    const bought = await cast.gives('bea@example.test', [{ email: 'cora@example.test', deliverOn }]);
    await cast.settled();
    const dispute = await disputed(bought);
    clock.moveTo(addDays(clock.now(), 30));
    await sweep();
    expect(await mailsTo('cora@example.test', 'gift-delivery')).toBe(0);
    await won(dispute);
    await Promise.all([sweep(), sweep()]);
    expect(await mailsTo('cora@example.test', 'gift-delivery')).toBe(1);
  });
});

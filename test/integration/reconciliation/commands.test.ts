import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Stage } from '../stripe-events/stage.js';

/** The commands as processes of their own, beside the running service. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  const [endpoint] = (await stage.stripe.webhookEndpoints.list()).data;
  await stage.stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled: true });
}, 60_000);
afterAll(() => stage.close());

function start(...args: string[]): ChildProcess {
  const { DATABASE_URL, DATA_DIR, STRIPE_API_BASE, STRIPE_SECRET_KEY } = stage.product.settings;
  const command = ['--disable-warning=ExperimentalWarning', '--import', './scripts/typescript.mjs'];
  return spawn(process.execPath, [...command, 'src/cli/main.ts', ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL, DATA_DIR, STRIPE_API_BASE, STRIPE_SECRET_KEY },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function cli(...args: string[]): Promise<{ code: number; said: string }> {
  const child = start(...args);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

const runs = (): Promise<{ id: string; part: string | null; compared: number }[]> =>
  stage.product.dataSource.query('select id, part, compared from reconciliations order by started_at');
const drained = () =>
  stage.until(
    () =>
      stage.product.dataSource.query(`select id from stripe_events where state in ('received', 'retrying')`),
    (waiting) => waiting.length === 0,
  );

it('reconcile goes on from its page after it was killed, and is right in the end', async () => {
  const ann = await stage.cast.donates(stage.person(), 1000);
  await stage.cast.refunds(await stage.cast.donates(stage.person(), 2000));
  await stage.door('faults', { latency: 60_000, paths: '/v1/refunds' });
  const killed = start('reconcile', '--fix');
  const ended = once(killed, 'close');
  await stage.until(runs, ([run]) => run?.part === 'refunds');
  killed.kill('SIGKILL');
  await ended;
  await stage.door('faults', {});
  const [before] = await runs();

  const { code, said } = await cli('reconcile', '--fix');
  expect(code).toBe(0);
  expect(said).toContain(`${ann.session}  purchase ${ann.purchase}`);
  expect(said).toContain('3 differences.');
  const [after, ...more] = await runs();
  expect(more).toEqual([]);
  // The refund alone is what was left to compare.
  expect(after).toEqual({ id: before?.id, part: null, compared: Number(before?.compared) + 1 });

  await drained();
  const again = await cli('reconcile');
  expect(again).toEqual({ code: 0, said: expect.stringMatching(/^No differences\. 3 objects at Stripe/) });
});

it('catch-up brings in what webhooks did not, once', async () => {
  const { purchase } = await stage.cast.donates(stage.person(), 3000);
  const first = await cli('catch-up', '--since', '2020-01-01');
  // Stripe lists 30 days: what is older, only the objects can tell.
  expect(first.code).toBe(1);
  expect(first.said).toMatch(
    /of them had not come by webhook\.\nThey are in the inbox.*\n.*cli -- reconcile/,
  );
  await drained();
  const [row] = await stage.product.dataSource.query('select status from purchases where id = $1', [
    purchase,
  ]);
  expect(row).toEqual({ status: 'paid' });
  const again = await cli('catch-up');
  expect(again).toEqual({ code: 0, said: expect.stringContaining(', 0 of them had not come by webhook.') });
});

it.each([
  [['catch-up', '--since', 'yesterday'], 'yesterday is no date'],
  [['reconcile', '--since', 'yesterday'], 'yesterday is no date'],
])('%j is refused in one line', async (args, part) => {
  const { code, said } = await cli(...args);
  expect(code).toBe(2);
  expect(said.trim().split('\n')).toEqual([expect.stringContaining(part)]);
});

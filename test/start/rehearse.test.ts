import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { findFourFreePorts } from '../support/free-ports.js';

/** `npm run rehearse`, without npm in between. */
async function rehearse(args: string[], env: NodeJS.ProcessEnv = {}): Promise<[code: number, said: string]> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'scripts/rehearse.mjs', ...args],
    {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return [code, said];
}

describe('a rehearsal', () => {
  it('plays a whole campaign through the real service, and can be wiped', async () => {
    const env = { PORT: String(await findFourFreePorts()) };
    const [code, said] = await rehearse(['--members', '20', '--minutes', '0', '--leave'], env);
    expect(said).toMatch(/day 30: \d+ joined, \d+ gifts given/);
    expect(said).toMatch(/\d+ of 20, and the number is the sum of its rows\./);
    expect(code).toBe(0);
    expect(existsSync('.rehearsal')).toBe(true);
    expect(await rehearse(['--wipe'])).toEqual([0, 'Nothing is left in .rehearsal.\n']);
    expect(existsSync('.rehearsal')).toBe(false);
  }, 120_000);

  it.each([
    [{ STRIPE_MODE: 'live' }, 'not played beside live mode'],
    [{ STRIPE_SECRET_KEY: 'sk_live_123' }, 'not played beside live mode'],
    [{ DATABASE_URL: 'postgres://127.0.0.1/members' }, 'unset DATABASE_URL'],
  ])('is refused with %j', async (env, words) => {
    const [code, said] = await rehearse([], env);
    expect(code).toBe(1);
    expect(said).toContain(words);
    expect(said).not.toContain('sk_live_123');
  });

  it('says what its figures may be', async () => {
    expect(await rehearse(['--members', 'many'])).toEqual([1, '--members must be from 10 to 100000.\n']);
  });
});

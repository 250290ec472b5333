import { join } from 'node:path';
import { keep, readKept } from './kept-file.js';

type Environment = Record<string, string>;

const fileIn = (dataDir: string): string => join(dataDir, 'stand-ins.json');

/** Notes how the stand-ins that were just started are reached, for commands that run beside the service. */
export async function keepEnvironment(dataDir: string, env: Environment): Promise<void> {
  await keep(fileIn(dataDir), JSON.stringify(env));
}

/** How a command reaches the local Stripe and the mailbox, as far as no setting of its own replaces them. */
export async function keptEnvironment(dataDir: string, given: NodeJS.ProcessEnv): Promise<Environment> {
  const kept = await readKept(fileIn(dataDir));
  if (!kept) return {};
  const env = JSON.parse(kept) as Environment;
  const own = Object.entries(env).filter(([name]) => {
    if (name.startsWith('STRIPE_')) return !given.STRIPE_SECRET_KEY;
    return !given[name];
  });
  return Object.fromEntries(own);
}

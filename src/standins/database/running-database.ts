import { existsSync } from 'node:fs';
import { placeDatabase } from './placement.js';
import { answers, urlOf } from './connection.js';
import { readPassword } from './cluster.js';
import { readPostmaster } from './postmaster.js';

/** Where the local database of a data folder answers now; null when it is not running. */
export async function runningDatabase(dataDir: string): Promise<string | null> {
  // Nothing was ever started here.
  if (!existsSync(dataDir)) return null;
  const placement = await placeDatabase(dataDir);
  const port = (await readPostmaster(placement.cluster))?.port;
  if (!port) return null;
  const password = await readPassword(placement);
  return (await answers(port, password)) ? urlOf(port, password, 'thousandfold') : null;
}

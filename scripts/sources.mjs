import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

/** Holds the hash of the sources that dist/ was built from. */
export const stampFile = 'dist/.sources';

/** Changes with every file that the build reads, however its time stamp looks. */
export async function sourcesHash() {
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true });
  const sources = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const settings = ['package-lock.json', '.swcrc', 'scripts/build.mjs'].map((name) => join(root, name));
  const hash = createHash('sha256');
  for (const path of [...sources.sort(), ...settings]) hash.update(path).update(await readFile(path));
  return hash.digest('hex');
}

export async function isBuilt() {
  const stamp = join(root, stampFile);
  return existsSync(stamp) && (await readFile(stamp, 'utf8')) === (await sourcesHash());
}

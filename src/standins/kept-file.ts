import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

/** Replaces a file whole, readable for its owner alone. */
export async function keep(path: string, text: string): Promise<void> {
  // One that an interrupted attempt left would keep its own permissions.
  await rm(`${path}.new`, { force: true });
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function readKept(path: string): Promise<string | undefined> {
  return existsSync(path) ? (await readFile(path, 'utf8')).trim() : undefined;
}

/** A secret that is made once and then stays. */
export async function keptSecret(path: string, make: () => string): Promise<string> {
  const kept = await readKept(path);
  if (kept) return kept;
  const made = make();
  await keep(path, made);
  return made;
}

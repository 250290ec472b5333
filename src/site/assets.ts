import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../dist/public/', import.meta.url);

/** What the build made for browsers; null when it was not run. */
export function readAsset(name: string): Buffer | null {
  const file = new URL(name, folder);
  return existsSync(file) ? readFileSync(file) : null;
}

/** Part of every asset's address, so that a browser keeps one until it changes. */
export function assetVersion(): string {
  const hash = createHash('sha256');
  for (const name of ['site.css', 'site.js', 'staff.css', 'embed.js']) hash.update(readAsset(name) ?? name);
  return hash.digest('base64url').slice(0, 10);
}

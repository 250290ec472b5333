import { createHash } from 'node:crypto';
import { readAsset } from '../site/assets.js';

/** The banner's script as this release has it. */
export interface BannerScript {
  body: Buffer;
  /** Twelve hex digits of its hash. */
  version: string;
  /** Its address on this service, which never changes its content. */
  path: string;
  /** For a script element's `integrity`. */
  integrity: string;
}

/** Null where the build for browsers was not run; `embed-more.js` is what only some banners load. */
export function bannerScript(name: 'embed.js' | 'embed-more.js' = 'embed.js'): BannerScript | null {
  const body = readAsset(name);
  if (!body) return null;
  const version = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const integrity = `sha384-${createHash('sha384').update(body).digest('base64')}`;
  return { body, version, path: `/embed.${version}.js`, integrity };
}

// Jest loads this file as plain JavaScript; the rest of the set-up is TypeScript like everything else.
import { buildAssets } from '../../scripts/build.mjs';
import { isBuilt } from '../../scripts/sources.mjs';
import '../../scripts/typescript.mjs';

export default async function globalSetup() {
  if (!(await isBuilt())) await buildAssets();
  const { startTestServer } = await import('./test-server.ts');
  const { unpackBrowser } = await import('./browser.ts');
  [globalThis.testServer] = await Promise.all([startTestServer(), unpackBrowser()]);
}

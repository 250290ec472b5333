// Jest loads this file as plain JavaScript; the rest of the set-up is TypeScript like everything else.
import '../../scripts/typescript.mjs';

export default async function globalSetup() {
  const { startTestServer } = await import('./test-server.ts');
  const { unpackBrowser } = await import('./browser.ts');
  [globalThis.testServer] = await Promise.all([startTestServer(), unpackBrowser()]);
}

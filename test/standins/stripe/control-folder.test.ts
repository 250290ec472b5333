import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { FolderInUse } from '../../../src/standins/folder-lock.js';
import { freshDir, startSetting } from './support.js';

describe('a data folder', () => {
  it('is opened by one stand-in at a time, whatever the port', async () => {
    const dataDir = freshDir();
    const first = await startSetting({ dataDir });
    await expect(startSetting({ dataDir })).rejects.toThrow(FolderInUse);
    const product = await first.stripe.products.create({ name: 'Tea' });
    await first.standin.close();
    const second = await startSetting({ dataDir });
    expect((await second.stripe.products.retrieve(product.id)).name).toBe('Tea');
    await second.standin.close();
  });

  it('is free again after a start that failed', async () => {
    const dataDir = freshDir();
    const webhook = { url: 'not a URL', secret: 'whsec_known' };
    await expect(startSetting({ dataDir, webhook })).rejects.toThrow('Invalid URL');
    const { standin } = await startSetting({ dataDir });
    await standin.close();
  });

  it('is refused to another process in one clear line', async () => {
    const folder = freshDir();
    const { standin } = await startSetting({ dataDir: join(folder, 'stripe') });
    const child = spawn(
      process.execPath,
      ['--import', './scripts/typescript.mjs', 'src/standins/stripe/main.ts'],
      { env: { ...process.env, PORT: '0', DATA_DIR: folder }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(said).toMatch(/^Thousandfold is already running on the data folder .*stripe: .*\n$/m);
    await standin.close();
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUse, lockFolder } from '../../src/standins/folder-lock.js';

describe('A data folder', () => {
  let folder: string;

  beforeEach(async () => {
    // Longer than the name of a socket may be.
    folder = join(await mkdtemp(join(tmpdir(), 'lock-')), 'x'.repeat(120));
    await mkdir(folder);
  });

  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  /** Another process that holds the lock until it is killed. */
  const holder = async () => {
    const program = `
      import { lockFolder } from ${JSON.stringify(join(process.cwd(), 'src/standins/folder-lock.ts'))};
      await lockFolder(process.argv[1]);
      setInterval(() => undefined, 60_000);
      console.log('locked');`;
    const args = ['--import', './scripts/typescript.mjs', '--input-type=module', '-e', program, folder];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return child;
  };

  it('belongs to one process at a time', async () => {
    const child = await holder();
    await expect(lockFolder(folder)).rejects.toThrow('Thousandfold is already running on the data folder');
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is free at once when its process was killed', async () => {
    const child = await holder();
    child.kill('SIGKILL');
    await once(child, 'exit');

    await (await lockFolder(folder)).release();
  });

  it('is the same one by another name', async () => {
    const lock = await lockFolder(folder);
    await symlink(folder, `${folder}-link`);
    await expect(lockFolder(`${folder}-link`)).rejects.toThrow(FolderInUse);
    await lock.release();
  });

  it('goes to one of many who want it at once', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    const won = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));

    expect(won).toHaveLength(1);
    await won[0]?.release();
    await (await lockFolder(folder)).release();
  });
});

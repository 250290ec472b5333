import { createHash } from 'node:crypto';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { CannotStart, errorCode } from './errors.js';

export class FolderInUse extends CannotStart {
  constructor(readonly folder: string) {
    super(
      `Thousandfold is already running on the data folder ${folder}: stop that one, or set DATA_DIR to another folder.`,
    );
  }
}

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone. The operating system gives it free when the process ends, however it ends,
 * so nothing is left behind that could lock out the next start, and no process number is compared.
 * @throws FolderInUse
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  await mkdir(path, { recursive: true });
  const folder = await realpath(path);
  return process.platform === 'linux' ? lockBySocket(folder) : lockByFile(folder);
}

/** Linux: a name in the abstract socket namespace, which exists only as long as its listener. */
async function lockBySocket(folder: string): Promise<FolderLock> {
  // A hash, because a path may be longer than the 107 bytes of a socket's name.
  const name = `\0thousandfold-${createHash('sha256').update(folder).digest('hex')}`;
  const server = createServer((socket) => socket.destroy());
  await listen(server, name).catch((error: unknown) => {
    throw errorCode(error) === 'EADDRINUSE' ? new FolderInUse(folder) : error;
  });
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** macOS and Windows: a file that is opened for one process alone (`O_EXLOCK`, libuv's UV_FS_O_EXLOCK). */
async function lockByFile(folder: string): Promise<FolderLock> {
  const exclusive = process.platform === 'win32' ? 0x1000_0000 : 0x20 | constants.O_NONBLOCK;
  try {
    const file = openSync(join(folder, 'lock'), constants.O_RDWR | constants.O_CREAT | exclusive, 0o600);
    return { release: async () => closeSync(file) };
  } catch (error) {
    throw ['EAGAIN', 'EBUSY', 'EACCES'].includes(errorCode(error)) ? new FolderInUse(folder) : error;
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => server.once('error', reject).listen(path, resolve));
}

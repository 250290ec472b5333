import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { keep, readKept } from '../kept-file.js';
import { type Binaries, binariesIn, copyBinaries, linkLibraries, locatePackage } from './binaries.js';
import { chooseOwner, giveTo, mayEnter, type Owner } from './owner.js';

/** Where this data folder's database lies, and who owns it. */
export interface Placement {
  /** The folder that holds the cluster, possibly outside the data folder. */
  home: string;
  cluster: string;
  passwordFile: string;
  owner: Owner | undefined;
}

/**
 * The database lies in the data folder, unless its owner cannot come in there (root's own folders) or the file system
 * keeps no permissions (a Windows drive in WSL): then it lies in a lasting system folder, to which `location` points.
 */
export async function placeDatabase(dataDir: string): Promise<Placement> {
  const own = join(await realpath(dataDir), 'database');
  await mkdir(own, { recursive: true });
  const pointer = join(own, 'location');
  const home = (await readKept(pointer)) ?? own;
  const cluster = join(home, 'cluster');
  const owner = await chooseOwner(existsSync(cluster) ? cluster : undefined);
  const placement = { home, cluster, passwordFile: join(own, 'password'), owner };
  if (existsSync(cluster) || home !== own || (await isFit(own, owner))) return placement;
  return moveOut(placement, pointer);
}

/** The programs, at a place where the owner may run them. */
export async function placeBinaries(owner: Owner | undefined): Promise<Binaries> {
  const { native, version } = await locatePackage();
  if ((await linkLibraries(native)) && (await mayEnter(join(native, 'bin'), owner)))
    return binariesIn(native);
  const folder = systemFolder();
  await makeEnterable(folder);
  return binariesIn(await copyBinaries(native, join(folder, `postgresql-${version}-${process.arch}`)));
}

async function moveOut(placement: Placement, pointer: string): Promise<Placement> {
  const folder = systemFolder();
  await makeEnterable(folder);
  const home = await mkdtemp(join(folder, 'database-'));
  await makeEnterable(home);
  await keep(pointer, home);
  return { ...placement, home, cluster: join(home, 'cluster') };
}

/** Permissions and ownership must hold here, or PostgreSQL will not take the folder. */
async function isFit(folder: string, owner: Owner | undefined): Promise<boolean> {
  if (process.platform === 'win32') return true;
  if (!(await mayEnter(folder, owner))) return false;
  const probe = await mkdtemp(join(folder, 'probe-'));
  try {
    await chmod(probe, 0o700);
    await giveTo(owner, probe);
    const { mode, uid } = await stat(probe);
    return (mode & 0o077) === 0 && (owner === undefined || uid === owner.uid);
  } finally {
    await rm(probe, { recursive: true });
  }
}

/** Whatever the umask is. */
async function makeEnterable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

function systemFolder(): string {
  return process.getuid?.() === 0 ? '/var/lib/thousandfold' : join(homedir(), '.local/share/thousandfold');
}

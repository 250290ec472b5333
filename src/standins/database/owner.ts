import { existsSync } from 'node:fs';
import { chown, readFile, stat } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import { CannotStart } from '../errors.js';

/** The user that PostgreSQL runs as; absent where that is simply the user who starts us. */
export interface Owner {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root, and initdb wants a user with a name: the usual one, or else nobody. */
export async function chooseOwner(existingCluster?: string): Promise<Owner | undefined> {
  const self = process.getuid?.();
  if (self === undefined) return undefined;
  if (existingCluster) {
    const { uid, gid } = await stat(existingCluster);
    if (self === 0) return { uid, gid };
    if (self !== uid)
      throw new CannotStart(
        `The local database in ${existingCluster} belongs to another user: start as that one, or set DATA_DIR.`,
      );
  }
  if (self !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([user]) => user === name) ?? [];
    if (uid && gid) return { uid: toId(uid), gid: toId(gid) };
  }
  throw new CannotStart(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. Start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether the owner may pass through every folder above the path and into it. */
export async function mayEnter(path: string, owner: Owner | undefined): Promise<boolean> {
  if (!owner) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === parse(folder).root) return true;
  }
}

export async function giveTo(owner: Owner | undefined, path: string): Promise<void> {
  if (owner && existsSync(path)) await chown(path, owner.uid, owner.gid);
}

/** macOS lists nobody as -2. */
function toId(text: string): number {
  return Number(text) >>> 0;
}

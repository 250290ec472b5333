import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';

/** One delivery as the SMTP conversation named it; the message itself is in the file `<id>.eml`. */
export interface Delivery {
  /** In the order of arrival. */
  id: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
}

/** The mails that were taken in, each in two files, so that they outlive a restart. */
export class MailStore {
  private readonly deliveries = new Map<string, Delivery>();

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<MailStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = new MailStore(folder);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    for (const text of texts) {
      const delivery = JSON.parse(text) as Delivery;
      store.deliveries.set(delivery.id, delivery);
    }
    return store;
  }

  /** The description comes last and by a rename: a mail is there whole or not at all. */
  async add(envelope: { from: string; to: string[]; subject: string }, message: Uint8Array): Promise<void> {
    const delivery: Delivery = { id: uuidv7(), receivedAt: new Date().toISOString(), ...envelope };
    await writeFile(this.path(delivery.id, 'eml'), message);
    await writeFile(this.path(delivery.id, 'new'), JSON.stringify(delivery));
    await rename(this.path(delivery.id, 'new'), this.path(delivery.id, 'json'));
    this.deliveries.set(delivery.id, delivery);
  }

  find(id: string): Delivery | undefined {
    return this.deliveries.get(id);
  }

  message(id: string): Promise<Buffer> {
    return readFile(this.path(id, 'eml'));
  }

  /** Newest first; `to` is one whole address, in upper or lower case. */
  list({ to, limit }: { to?: string | undefined; limit: number }): Delivery[] {
    const wanted = to?.toLowerCase();
    const fits = (delivery: Delivery) => delivery.to.some((address) => address.toLowerCase() === wanted);
    const newestFirst = [...this.deliveries.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
    return newestFirst.filter((delivery) => wanted === undefined || fits(delivery)).slice(0, limit);
  }

  get size(): number {
    return this.deliveries.size;
  }

  async clear(): Promise<void> {
    const ids = [...this.deliveries.keys()];
    this.deliveries.clear();
    const paths = ids.flatMap((id) => [this.path(id, 'json'), this.path(id, 'eml')]);
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  }

  private path(id: string, extension: string): string {
    return join(this.folder, `${id}.${extension}`);
  }
}

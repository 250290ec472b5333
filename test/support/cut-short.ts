import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Stands before a PostgreSQL that is shut down: with the last of so many answers, in the same packet, it says so, breaks all
 * connections and lets nobody in any more.
 */
export class CutShort {
  answers = 0;
  private readonly guests = new Set<Socket>();
  private readonly server: Server;

  private constructor(
    private readonly target: URL,
    private readonly last: number,
  ) {
    this.server = createServer((guest) => this.welcome(guest));
  }

  static async before(url: string, last = Infinity): Promise<CutShort> {
    const one = new CutShort(new URL(url), last);
    one.server.listen(0, '127.0.0.1');
    await once(one.server, 'listening');
    return one;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('nobody listens');
    return Object.assign(new URL(this.target), { hostname: '127.0.0.1', port: String(address.port) }).href;
  }

  cut(): void {
    this.server.close();
    for (const guest of this.guests) guest.end(shutDown());
  }

  private welcome(guest: Socket): void {
    const host = connect(Number(this.target.port), this.target.hostname);
    this.guests.add(guest);
    // A connection that breaks is told to the other side by closing.
    guest.on('error', () => undefined).on('close', () => host.destroy());
    host.on('error', () => undefined).on('close', () => guest.destroySoon());
    guest.pipe(host);
    host.on('data', (answer: Buffer) => {
      this.answers += 1;
      if (!guest.writable) return;
      if (this.answers === this.last) guest.write(Buffer.concat([answer, shutDown()]));
      else guest.write(answer);
      if (this.answers === this.last) this.cut();
    });
  }
}

/** PostgreSQL's ErrorResponse when it is told to end. */
function shutDown(): Buffer {
  const fields = [
    'SFATAL',
    'VFATAL',
    'C57P01',
    'Mterminating connection due to administrator command',
    '',
    '',
  ];
  const text = Buffer.from(fields.join('\0'));
  const head = Buffer.from('E....');
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

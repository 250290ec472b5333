import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Stands before a server at an address that stays the same, wherever the server is; and can do to its connections what
 * networks do.
 */
export class Gateway {
  port = 0;
  private readonly pairs = new Map<Socket, Socket>();
  private listener: Server | null = null;
  private silent = false;

  /** Where the server is now. */
  constructor(private readonly target: () => number) {}

  async open(): Promise<void> {
    this.silent = false;
    const listener = createServer((guest) => this.welcome(guest)).listen(this.port, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    if (address !== null && typeof address === 'object') this.port = address.port;
    this.listener = listener;
  }

  /** Connections break, and new ones are refused. */
  async close(): Promise<void> {
    const { listener } = this;
    this.listener = null;
    const closed = listener && new Promise((resolve) => listener.close(resolve));
    this.breakAll();
    await closed;
  }

  /** Nothing gets through any more and nobody is told, as when a cable is cut; new connections hang as well. */
  swallow(): void {
    this.silent = true;
    for (const [guest, host] of this.pairs) {
      guest.unpipe();
      host.unpipe();
      // What was on its way is lost.
      guest.resume();
      host.resume();
    }
  }

  /** New connections get through again. Those of before are lost, and nobody is told. */
  mend(): void {
    this.silent = false;
  }

  private breakAll(): void {
    for (const [guest, host] of this.pairs) {
      guest.destroy();
      host.destroy();
    }
    this.pairs.clear();
  }

  private welcome(guest: Socket): void {
    const host = this.silent ? guest : connect({ port: this.target(), host: '127.0.0.1', noDelay: true });
    this.pairs.set(guest, host);
    guest.setNoDelay(true);
    // A connection that breaks is this gateway's business, and told to the other side by closing.
    guest.on('error', () => undefined).on('close', () => this.part(guest));
    if (host === guest) return;
    host.on('error', () => undefined).on('close', () => this.part(guest));
    guest.pipe(host);
    host.pipe(guest);
  }

  private part(guest: Socket): void {
    const host = this.pairs.get(guest);
    this.pairs.delete(guest);
    // A dead line does not tell that the other end has left.
    if (this.silent) return;
    guest.destroy();
    host?.destroy();
  }
}

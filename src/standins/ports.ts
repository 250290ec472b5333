import { type AddressInfo, createServer } from 'node:net';
import { CannotStart, errorCode } from './errors.js';

export class PortTaken extends CannotStart {
  constructor(port: number, purpose: string) {
    super(
      `Port ${port} (${purpose}) is taken by another program: end that one, or set PORT to another number, for example PORT=${port + 1000} npm start.`,
    );
  }
}

/** Better found out before anything is started. Port 0 is always free. @throws PortTaken */
export async function requireFree(port: number, host: string, purpose: string): Promise<void> {
  await probe(port, host).catch((error: unknown) => {
    if (errorCode(error) === 'EADDRINUSE') throw new PortTaken(port, purpose);
    if (['EADDRNOTAVAIL', 'ENOTFOUND'].includes(errorCode(error)))
      throw new CannotStart(`HOST=${host} is no address of this machine.`);
    throw error;
  });
}

export function findFreePort(): Promise<number> {
  return probe(0, '127.0.0.1');
}

async function probe(port: number, host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}

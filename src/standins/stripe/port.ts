import { once } from 'node:events';
import { createServer } from 'node:net';

/** Fails with EADDRINUSE if the port is taken. Better found out before anything is opened. */
export async function checkPortFree(port: number, host: string): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  probe.listen({ port, host });
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

import { requireFree } from '../../src/standins/ports.js';

/** The first of four side by side, and below those that the system gives out to other programs in the meantime. */
export async function findFourFreePorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const four = [0, 1, 2, 3].map((offset) => requireFree(first + offset, '127.0.0.1', 'a test'));
    const tried = await Promise.allSettled(four);
    if (tried.every(({ status }) => status === 'fulfilled')) return first;
  }
}

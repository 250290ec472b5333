import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startBenchDatabase } from './support/bench-database.js';
import type { Measure } from './support/measurement.js';
import { type ServiceProcess, startProcess } from './support/service-process.js';

const STREAMS = Number(process.env.BENCH_STREAMS ?? 10_000);
/** Streams that are opened, and never read from. */
const SLOW = STREAMS / 100;
const AT_ONCE = 100;
const CHANGES = 7;
const STAFF_TOKEN = 'a-token-of-the-bench-for-its-staff';
const EVENT = Buffer.from('event: progress');

/** Readers who follow the number on one process, while another one moves it; and one in a hundred never reads. */
export const measure: Measure = async () => {
  const database = await startBenchDatabase();
  const readers = await start(database.url);
  const staff = await start(database.url);
  const crowd = new Crowd(readers.port);
  try {
    const before = await readers.usage();
    await crowd.open(STREAMS);
    const after = await readers.usage();
    const told: number[] = [];
    for (let change = 0; change < CHANGES; change += 1) told.push(await changeUntilAllKnow(crowd, staff));
    return [
      {
        what: `${STREAMS} streams: memory for each`,
        value: (after.memory - before.memory) / STREAMS / 1000,
        unit: 'kB',
        target: 25,
      },
      {
        what: `a change by another process, until all ${STREAMS - SLOW} who read know`,
        value: told.toSorted((a, b) => a - b)[Math.floor(CHANGES / 2)] ?? Infinity,
        unit: 'ms',
        target: 250,
        details: { slowest: Math.max(...told) },
      },
    ];
  } finally {
    crowd.leave();
    await Promise.all([readers.stop(), staff.stop()]);
    await database.stop();
  }
};

function start(databaseUrl: string): Promise<ServiceProcess> {
  return startProcess('./whole-service.ts', {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    TRUST_PROXY: 'on',
    STAFF_API_TOKEN: STAFF_TOKEN,
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: 'whsec_bench',
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-for-the-bench-of-32-characters',
  });
}

/** Milliseconds from before staff press the button. */
async function changeUntilAllKnow(crowd: Crowd, { port }: ServiceProcess): Promise<number> {
  const allKnow = crowd.allHear();
  const began = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/staff/campaigns/birthday/adjustments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${STAFF_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ delta: 1, reason: 'measured by the bench' }),
  });
  if (!answer.ok) throw new Error(`the number could not be moved: ${answer.status}`);
  return (await allKnow) - began;
}

/** Each of them comes from an address of their own. */
class Crowd {
  private readonly readers: Socket[] = [];
  private readonly slow: Socket[] = [];

  constructor(private readonly port: number) {}

  async open(streams: number): Promise<void> {
    for (let from = 0; from < streams; from += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => this.openOne(from + index)));
  }

  /** When the last of them has heard of a change. */
  async allHear(): Promise<number> {
    await Promise.all(this.readers.map(heard));
    return performance.now();
  }

  leave(): void {
    for (const socket of [...this.readers, ...this.slow]) socket.destroy();
  }

  private async openOne(place: number): Promise<void> {
    const socket = connect(this.port, '127.0.0.1');
    await once(socket, 'connect');
    const first = heard(socket);
    const address = `10.${place >> 16}.${(place >> 8) & 255}.${place & 255}`;
    socket.write(
      `GET /api/campaigns/birthday/stream HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-for: ${address}\r\n\r\n`,
    );
    await first;
    const isSlow = place % (STREAMS / SLOW) === 0;
    if (isSlow) socket.pause();
    (isSlow ? this.slow : this.readers).push(socket);
  }
}

async function heard(socket: Socket): Promise<void> {
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    if (chunk.includes(EVENT)) return;
  }
}

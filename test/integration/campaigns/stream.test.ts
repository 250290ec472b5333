import { connect, type Socket } from 'node:net';
import pg from 'pg';
import { eventually, startTestService, type TestService } from '../../support/service.js';

const PATH = '/api/campaigns/birthday/stream';

let product: TestService;
/** Another process, as far as the service can tell. */
let elsewhere: pg.Client;

beforeAll(async () => {
  product = await startTestService();
  elsewhere = new pg.Client({ connectionString: product.settings.DATABASE_URL });
  await elsewhere.connect();
}, 60_000);

afterAll(async () => {
  await elsewhere.end();
  await product.close();
});

interface OpenStream {
  socket: Socket;
  /** What came so far. */
  text(): string;
}

function open(path = PATH): OpenStream {
  const socket = connect(Number(new URL(product.url).port), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  // Being let go is what some of these are about.
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
  return { socket, text: () => text };
}

const shows = ({ text }: OpenStream, part: string) =>
  eventually(
    async () => text(),
    (all) => all.includes(part),
    { within: 5_000 },
  );

async function entitle(title: string, slug = 'birthday'): Promise<void> {
  await elsewhere.query('update campaigns set title = $1, updated_at = now() where slug = $2', [title, slug]);
  await elsewhere.query(`select pg_notify('progress', '')`);
}

async function listenerPid(): Promise<number | null> {
  const { rows } = await elsewhere.query(
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'thousandfold-progress'
     and query like 'listen%' and state = 'idle'`,
  );
  return rows[0]?.pid ?? null;
}

describe('a stream', () => {
  it('hears of a change that another process made', async () => {
    const stream = open();
    await shows(stream, 'event: progress');
    await entitle('Changed elsewhere');
    await shows(stream, 'Changed elsewhere');
    stream.socket.destroy();
  });

  it('shows the last of many changes in a row', async () => {
    const stream = open();
    await shows(stream, 'event: progress');
    for (let index = 0; index < 50; index += 1) await entitle(`Change ${index}.`);
    await shows(stream, 'Change 49.');
    expect(stream.text().lastIndexOf('"title"')).toBe(stream.text().lastIndexOf('"title":"Change 49."'));
    stream.socket.destroy();
  });

  it('goes on when the line to the database broke, and tells what was missed', async () => {
    const stream = open();
    await shows(stream, 'event: progress');
    const broken = await eventually(listenerPid, (pid) => pid !== null);
    await elsewhere.query('select pg_terminate_backend($1)', [broken]);
    await entitle('While nobody listened');
    await shows(stream, 'While nobody listened');
    await eventually(listenerPid, (pid) => pid !== null && pid !== broken);
    await entitle('Listening again');
    await shows(stream, 'Listening again');
    stream.socket.destroy();
  });

  it('answers HEAD and is done', async () => {
    const answer = await fetch(product.url + PATH, { method: 'HEAD', signal: AbortSignal.timeout(3_000) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
  });

  it('lets a client go that does not read, and keeps the others', async () => {
    await elsewhere.query(
      `insert into campaigns (id, slug, title, headline, story, published, goal_kind, goal_target, starts_at, ends_at, time_zone, livemode)
       values (gen_random_uuid(), 'long', 't', $1, 's', true, 'members', 10, now(), now() + interval '1 day', 'UTC', false)`,
      ['long '.repeat(200_000)],
    );
    const stuck = open('/api/campaigns/long/stream');
    const reading = open();
    stuck.socket.pause();
    await shows(reading, 'event: progress');
    const gone = new Promise((resolve) => stuck.socket.once('close', resolve));
    // More than the kernel's buffers hold: the service sees that nobody takes it, and does not keep it.
    for (let index = 0; index < 40; index += 1) {
      await entitle(`Long ${index}`, 'long');
      // Changes that come faster are told as one.
      await new Promise((resolve) => setTimeout(resolve, 110));
    }
    stuck.socket.resume();
    await gone;
    await entitle('Still told');
    await shows(reading, 'Still told');
    reading.socket.destroy();
  });

  it('ends when its campaign is withdrawn', async () => {
    const stream = open('/api/campaigns/long/stream');
    await shows(stream, 'event: progress');
    const ended = new Promise((resolve) => stream.socket.once('close', resolve));
    await elsewhere.query(`update campaigns set published = false where slug = 'long'`);
    await entitle('Withdrawn', 'long');
    await shows(stream, '\r\n0\r\n\r\n');
    stream.socket.end();
    await ended;
  });

  it('is refused to an address that holds very many', async () => {
    const streams = Array.from({ length: 50 }, () => open());
    await Promise.all(streams.map((stream) => shows(stream, 'event: progress')));
    const refused = await fetch(product.url + PATH);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await refused.body?.cancel();
    for (const { socket } of streams) socket.destroy();
    const again = await eventually(
      () => fetch(product.url + PATH, { method: 'HEAD' }),
      ({ status }) => status === 200,
    );
    expect(again.status).toBe(200);
  });

  it('does not hold up the end of the service', async () => {
    const other = await startTestService();
    const answer = await fetch(other.url + PATH);
    const reader = answer.body?.getReader();
    await reader?.read();
    const began = performance.now();
    await other.service.close();
    expect(performance.now() - began).toBeLessThan(3_000);
    await reader?.cancel().catch(() => undefined);
    await other.close();
  }, 60_000);
});

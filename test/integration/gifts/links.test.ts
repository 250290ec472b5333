import { hashToken } from '../../../src/common/ids.js';
import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

/** A gift's link opens a membership: it cannot be guessed, and is left nowhere. */
let product: TestService;
let cast: Cast;
let said = '';
const streams = [process.stdout, process.stderr];
const writes = streams.map((stream) => stream.write.bind(stream));

beforeAll(async () => {
  for (const stream of streams)
    stream.write = (chunk: string | Uint8Array): boolean => {
      said += String(chunk);
      return true;
    };
  product = await startTestService({ env: { LOG_LEVEL: 'verbose' } });
  cast = new Cast(product);
}, 60_000);

afterAll(async () => {
  await product.close();
  for (const [index, stream] of streams.entries()) stream.write = writes[index] as typeof stream.write;
});

interface Call {
  path: string;
  method?: string;
  body?: string;
  accept?: string;
}

async function call({ path, method = 'POST', body, accept = 'application/json' }: Call): Promise<number> {
  const headers = { accept, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  return (await fetch(product.url + path, { method, headers, body })).status;
}

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const tables: { name: string }[] = await product.dataSource.query(
    `select format('%I.%I', table_schema, table_name) "name" from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const [{ text }] = await product.dataSource.query(
      `select coalesce(string_agg(t::text, ' '), '') "text" from ${name} t`,
    );
    texts.push(text);
  }
  return texts.join('\n');
}

const mailsAreSent = () =>
  eventually(
    () => product.dataSource.query(`select template from mails where state <> 'sent'`),
    (waiting) => waiting.length === 0,
  );

describe('a gift’s link', () => {
  it('holds 256 bits, of which only a hash is kept', async () => {
    await cast.gives('ben@example.test', [{ email: 'cleo@example.test' }]);
    const token = await cast.linkFor('cleo@example.test');
    expect(token).toMatch(/^[\w-]{43}$/);
    await mailsAreSent();
    const everything = await wholeDatabase();
    expect(everything).toContain(hashToken(token));
    expect(everything).not.toContain(token);
  });

  it('stands in no log, whatever goes wrong with it', async () => {
    await cast.gives('bea@example.test', [{ email: 'cora@example.test' }]);
    const token = await cast.linkFor('cora@example.test');
    await cast.redeems(token, 'other@example.test');
    const confirm = await cast.linkFor('other@example.test');
    await mailsAreSent();
    const broken = [
      { path: `/api/gifts/${token}/redeem`, body: '{"email":' },
      { path: `/api/gifts/${token}/redeem`, body: '{"email":"nobody","odd":1}' },
      { path: `/api/gifts/${token}`, method: 'DELETE' },
      { path: `/redeem/${token}?${'x'.repeat(3000)}`, method: 'GET' },
      { path: `/redeem/${token}%00`, method: 'GET' },
    ];
    for (const each of broken) await call(each);
    // An error of ours, whose trace is logged.
    await product.dataSource.query('alter table gifts rename to gifts_away');
    for (const accept of ['application/json', 'text/html']) {
      expect(await call({ path: `/api/gifts/${token}`, method: 'GET', accept })).toBe(500);
      expect(await call({ path: `/redeem/${token}`, method: 'GET', accept })).toBe(500);
      expect(await call({ path: `/redeem/confirm/${confirm}`, body: '{}', accept })).toBe(500);
    }
    await product.dataSource.query('alter table gifts_away rename to gifts');
    expect(await call({ path: `/redeem/confirm/${confirm}`, body: '{}' })).toBe(200);
    expect(said).toMatch(/failed/);
    expect(said).not.toContain(token);
    expect(said).not.toContain(confirm);
  });

  it('cannot be tried without end', async () => {
    const tries = Array.from({ length: 70 }, (_, index) => `/api/gifts/${String(index).padStart(43, 'x')}`);
    const answers = await Promise.all(tries.map((path) => call({ path, method: 'GET' })));
    expect(new Set(answers)).toEqual(new Set([404, 429]));
    const redeeming = await fetch(`${product.url}/redeem/${'x'.repeat(43)}`, {
      headers: { accept: 'text/html' },
    });
    expect([redeeming.status, Number(redeeming.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await call({ path: `/redeem/confirm/${'x'.repeat(43)}`, body: '{}' })).toBe(429);
    expect(await call({ path: `/api/gifts/${'x'.repeat(43)}/redeem`, body: '{}' })).toBe(429);
  });
});

import { startTestService, type TestService } from '../support/service.js';

let product: TestService;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
}, 60_000);

afterAll(() => product.close());

const giver = { term: 'supporter-month:3', giverName: 'Ben', giverEmail: 'ben@example.test' };

/** Sends the form as a browser does. */
async function send(
  fields: Record<string, string>,
  file?: { name: string; content: string | Buffer },
): Promise<{ status: number; html: string; location: string | null }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set('file', new Blob([new Uint8Array(Buffer.from(file.content))]), file.name);
  const answer = await fetch(`${product.url}/gift/many`, {
    method: 'POST',
    body: form,
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
  return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') };
}

/** What stands in the fields of the page, as it would be sent again. */
function fieldsOf(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input (?![^>]*type="(?:radio|checkbox|file)")[^>]*>/g)].map(([tag]) => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? ''),
  ]);
  const areas = [...html.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</g)].map(
    ([, name = '', text = '']) => [name, unescape(text.replace(/^\n/, ''))],
  );
  return Object.fromEntries([...inputs, ...areas].filter(([name]) => name)) as Record<string, string>;
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

async function lastOrder(): Promise<{ quantity: number; details: { recipients: object[] } }> {
  const [order] = await product.dataSource.query(
    'select quantity, details from purchases order by created_at desc limit 1',
  );
  return order;
}

describe('a list of people', () => {
  it('is read from a file beside what was typed, shows each fault at its field, and loses nobody', async () => {
    const typed = {
      'rows.0.name': 'Typed Tom',
      'rows.0.email': 'tom@example.test',
      'rows.2.name': 'By hand',
    };
    const content =
      'Name;E-mail;Message;Date\nGood Ann;ann@example.test;"<b>Hi</b>; you";\nBad Ben;ben@;;01.01.2020\n';
    const { status, html } = await send(
      { ...giver, ...typed, action: 'read' },
      { name: 'people.csv', content },
    );
    expect(status).toBe(422);
    expect(fieldsOf(html)).toMatchObject({
      'rows.0.name': 'Typed Tom',
      'rows.1.name': 'By hand',
      'rows.2.name': 'Good Ann',
      'rows.2.message': '<b>Hi</b>; you',
      'rows.3.email': 'ben@',
      'rows.3.day': '2020-01-01',
    });
    for (const field of ['field-rows-3-email', 'field-rows-3-day']) {
      expect(html).toContain(`href="#${field}"`);
      expect(html).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`));
    }
    expect(html).not.toMatch(/id="field-rows-[012]-\w+"[^>]*aria-invalid/);
    // What else is missing is not said before its time.
    expect(html).not.toContain('href="#field-giverName"');
  });

  it('is paid for at the sum that was shown, and not before it was', async () => {
    const rows = { 'rows.0.email': 'ann@example.test', 'rows.1.name': 'Grandmother' };
    const first = await send({ ...giver, ...rows, action: 'pay' });
    expect(first.status).toBe(200);
    expect(first.html).toContain('Together: 2 × €15 = €30');
    const paying = await send({ ...giver, ...fieldsOf(first.html), term: giver.term, action: 'pay' });
    expect(paying).toMatchObject({ status: 303, location: expect.stringContaining('/c/pay/') });
    expect(await lastOrder()).toMatchObject({ quantity: 2 });
    const changed = await send({ ...fieldsOf(first.html), term: 'patron-month:12', action: 'pay' });
    expect(changed.status).toBe(200);
    expect(changed.html).toContain('€300');
  });

  it('takes what is said for all where a row says nothing', async () => {
    const rows = {
      'rows.0.email': 'ann@example.test',
      'rows.1.email': 'ben2@example.test',
      'rows.1.message': 'For Ben',
    };
    const values = { ...giver, ...rows, message: 'For all', seen: '2 x 1500 eur', action: 'pay' };
    expect((await send(values)).status).toBe(303);
    expect((await lastOrder()).details.recipients).toMatchObject([
      { message: 'For all' },
      { message: 'For Ben' },
    ]);
  });

  it('asks about an address that comes twice, and keeps the answer', async () => {
    const rows = { 'rows.0.email': 'ann@example.test', 'rows.1.email': 'Ann@example.test' };
    const asked = await send({ ...giver, ...rows, seen: '2 x 1500 eur', action: 'pay' });
    expect(asked.status).toBe(422);
    expect(asked.html).toContain('name="allowDuplicates"');
    const meant = { ...giver, ...rows, seen: '2 x 1500 eur', allowDuplicates: 'yes', action: 'pay' };
    expect((await send(meant)).status).toBe(303);
  });

  it('says that a gift comes back to its giver', async () => {
    const { status, html } = await send({ ...giver, 'rows.0.email': 'BEN@example.test', action: 'check' });
    expect(status).toBe(200);
    expect(html).toMatch(/aria-describedby="field-rows-0-email-note"[^]*your own address/);
  });

  it('says that once more before paying, where it was not said yet', async () => {
    const values = { ...giver, 'rows.0.email': 'ben@example.test', seen: '1 x 1500 eur', action: 'pay' };
    const first = await send(values);
    expect(first).toMatchObject({
      status: 200,
      html: expect.stringContaining('Gift 1: This is your own address'),
    });
    expect((await send({ ...values, said: fieldsOf(first.html).said ?? '' })).status).toBe(303);
  });

  it('holds 500, and keeps those beyond where they can be copied from', async () => {
    const content = Array.from({ length: 503 }, (_, place) => `P${place},p${place}@example.test`).join('\n');
    const { status, html } = await send({ ...giver, action: 'read' }, { name: 'people.csv', content });
    expect(status).toBe(422);
    const fields = fieldsOf(html);
    expect(fields['rows.499.email']).toBe('p499@example.test');
    expect(fields['rows.500.email']).toBeUndefined();
    expect(fields.paste?.match(/@/g)).toHaveLength(3);
    const rest = { ...giver, ...fields, paste: '', seen: '500 x 1500 eur', action: 'pay' };
    expect((await send(rest)).status).toBe(303);
    expect(await lastOrder()).toMatchObject({ quantity: 500 });
  });

  it('takes 500 with long words of their own', async () => {
    const message = 'Ї'.repeat(1000);
    const rows = Array.from({ length: 500 }, (_, place) => [
      [`rows.${place}.email`, `p${place}@example.test`],
      [`rows.${place}.message`, message],
    ]);
    const values = { ...giver, ...Object.fromEntries(rows.flat()), seen: '500 x 1500 eur', action: 'pay' };
    expect((await send(values)).status).toBe(303);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['a workbook', Buffer.from('PK\u0003\u0004…'), /Excel workbook/],
    ['a picture', Buffer.from([0x89, 0x50, 0, 0]), /no text/],
    ['an empty file', ' \n', /nobody in this file/],
    ['too large a file', 'a@b.co\n'.repeat(200_000), /larger than 1 MB/],
    ['a list of a whole town', 'a@b.co\n'.repeat(20_000), /far more than 500/],
  ])('tells what is wrong with %s, and keeps what was typed', async (_what, content, words) => {
    const { status, html } = await send(
      { ...giver, 'rows.0.name': 'Typed Tom', action: 'read' },
      { name: 'people.csv', content },
    );
    expect(status).toBe(422);
    expect(html).toMatch(words);
    expect(fieldsOf(html)).toMatchObject({ 'rows.0.name': 'Typed Tom', giverName: 'Ben' });
  });

  it('lets one row go, and adds empty ones', async () => {
    const rows = { 'rows.0.name': 'Ann', 'rows.1.name': 'Ben', 'rows.2.name': 'Cleo' };
    const removed = fieldsOf((await send({ ...giver, ...rows, action: 'remove:1' })).html);
    expect(removed).toMatchObject({ 'rows.0.name': 'Ann', 'rows.1.name': 'Cleo' });
    expect(removed['rows.2.name']).toBeUndefined();
    expect(fieldsOf((await send({ ...giver, ...rows, action: 'add' })).html)['rows.7.name']).toBe('');
  });

  it('shows what one of them gets: the e-mail, or the card', async () => {
    const rows = {
      'rows.0.email': 'ann@example.test',
      'rows.1.name': 'Grandmother',
      message: 'With <i>love</i>',
    };
    const letter = (await send({ ...giver, ...rows, action: 'preview:0' })).html;
    expect(letter).toMatch(/Ben has a gift for you[^]*With &lt;i&gt;love/);
    expect((await send({ ...giver, ...rows, action: 'preview:1' })).html).toMatch(
      /<svg[^>]*A gift for Grandmother/,
    );
  });
});

describe('a form with a file', () => {
  it('is refused where none is expected', async () => {
    const form = new FormData();
    form.set('email', 'ann@example.test');
    const answer = await fetch(`${product.url}/join`, { method: 'POST', body: form });
    expect(answer.status).toBe(415);
  });

  it.each<[string, string, string, number]>([
    [
      'without its end',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1',
      400,
    ],
    ['without a boundary', 'multipart/form-data', 'a=b', 400],
    ['with too many fields', 'multipart/form-data; boundary=x', parts(2600), 413],
    [
      'that is larger than anything typed',
      'multipart/form-data; boundary=x',
      'x'.repeat(7 * 1024 * 1024),
      413,
    ],
  ])('%s is answered in peace', async (_what, type, body, status) => {
    const answer = await fetch(`${product.url}/gift/many`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(answer.status).toBe(status);
  });
});

function parts(count: number): string {
  const part = (place: number): string =>
    `--x\r\ncontent-disposition: form-data; name="f${place}"\r\n\r\n1\r\n`;
  return `${Array.from({ length: count }, (_, place) => part(place)).join('')}--x--\r\n`;
}

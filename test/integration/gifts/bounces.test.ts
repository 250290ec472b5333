import { linkIn, mailTo } from '../../journeys/support/reader.js';
import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

const token = 'a-token-of-the-mail-server-for-tests';
let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off', MAIL_WEBHOOK_TOKEN: token } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

interface Row {
  id: string;
  mail: string;
  bounced: Date | null;
  reason: string | null;
}

async function giftTo(email: string): Promise<Row> {
  const [row] = await product.dataSource.query(
    `select g.id, m.id mail, g.bounced_at bounced, g.bounce_reason reason
     from gifts g join mails m on m.about = g.id and m.template = 'gift-delivery' where g.recipient_email = $1`,
    [email],
  );
  return row;
}

async function toldGiver(giver: string): Promise<number> {
  const [{ count }] = await product.dataSource.query(
    `select count(*) as count from mails where recipient = $1 and template = 'gift-bounced'`,
    [giver],
  );
  return count;
}

function report(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const type = body.startsWith('{') ? 'application/json' : 'message/rfc822';
  return fetch(`${product.url}/webhooks/mail`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, authorization: `Bearer ${token}`, ...headers },
  });
}

const messageId = (mail: string): string => `<${mail}@127.0.0.1>`;

/** As a mail server writes it, with the headers of what came back. */
function notification(mail: string, { action = 'failed', status = '5.1.1' } = {}): string {
  return [
    'From: MAILER-DAEMON@mx.example.test',
    'To: members@meridian.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Message-ID: <another@mx.example.test>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'I am sorry to have to inform you.',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.test',
    '',
    'Final-Recipient: rfc822; somebody@example.test',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 <somebody@example.test>:',
    '    Recipient address rejected',
    '',
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    'From: The Meridian <members@meridian.example>',
    'Subject: a gift',
    `Message-ID:`,
    ` ${messageId(mail)}`,
    '',
    '--b1--',
    '',
  ].join('\r\n');
}

describe('an address that takes no e-mail', () => {
  it('is told to the giver at once when the mail server refuses it, with the link and the page', async () => {
    await cast.gives('ben@example.test', [{ name: 'Cleo', email: 'cleo@gone.invalid' }]);
    const told = await mailTo(product, 'ben@example.test', /could not be delivered/);
    expect(told.text).toContain('cleo@gone.invalid');
    expect((await fetch(linkIn(told, '/redeem/'))).status).toBe(200);
    const page = await (await fetch(linkIn(told, '/gifts/'))).text();
    expect(page).toContain('the mail came back');
    expect((await giftTo('cleo@gone.invalid')).reason).toContain('550');
    expect((await giftTo('cleo@gone.invalid')).reason).not.toContain('cleo@');
  });

  it('is told once when a notification of it comes later, however often', async () => {
    await cast.gives('bea@example.test', [{ email: 'later1@example.test' }]);
    await cast.linkFor('later1@example.test');
    const { mail } = await giftTo('later1@example.test');
    const answers = await Promise.all([1, 2, 3].map(() => report(notification(mail))));
    for (const answer of answers) expect(await answer.json()).toEqual({ matched: 1 });
    expect(await toldGiver('bea@example.test')).toBe(1);
    expect((await giftTo('later1@example.test')).reason).toMatch(/5\.1\.1.*\(address\).*rejected/);
  });

  it('can be told in JSON, and by who knows only basic authentication', async () => {
    await cast.gives('bo@example.test', [{ email: 'later2@example.test' }]);
    await cast.linkFor('later2@example.test');
    const { mail } = await giftTo('later2@example.test');
    const body = JSON.stringify({ messageId: messageId(mail), action: 'failed', reason: 'no such mailbox' });
    const authorization = `Basic ${Buffer.from(`mail:${token}`).toString('base64')}`;
    expect(await (await report(body, { authorization })).json()).toEqual({ matched: 1 });
    expect(await toldGiver('bo@example.test')).toBe(1);
  });

  it('changes nothing while it is only delayed, or once the gift went elsewhere or was opened', async () => {
    await cast.gives('bud@example.test', [{ email: 'later3@example.test' }]);
    const link = await cast.linkFor('later3@example.test');
    const { mail } = await giftTo('later3@example.test');
    for (const not of [
      { action: 'delayed', status: '4.4.1' },
      { action: 'failed', status: '4.4.7' },
      { action: 'delivered', status: '2.0.0' },
    ])
      expect(await (await report(notification(mail, not))).json()).toEqual({ matched: 0 });
    expect((await giftTo('later3@example.test')).bounced).toBeNull();
    await cast.redeems(link, 'later3@example.test');
    await report(notification(mail));
    expect(await toldGiver('bud@example.test')).toBe(0);
  });
});

describe('the address for mail servers', () => {
  it('takes nothing without its token, and nothing that is no report', async () => {
    const body = JSON.stringify({ messageId: '<x@y>', action: 'failed' });
    for (const authorization of ['', 'Bearer wrong', 'Basic d3Jvbmc=', token])
      expect((await report(body, { authorization })).status).toBe(401);
    for (const bad of [
      '{}',
      '{',
      '{"messageId":"<a@b>","action":"explode"}',
      'hello',
      '',
      notification('x').slice(0, 300),
    ])
      expect((await report(bad)).status).toBe(400);
    expect((await report('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
  });

  it('knows only e-mails of ours', async () => {
    for (const id of ['<x@y>', `<${crypto.randomUUID()}@127.0.0.1>`, `<${crypto.randomUUID()}@elsewhere>`])
      expect(await (await report(JSON.stringify({ messageId: id, action: 'failed' }))).json()).toEqual({
        matched: 0,
      });
  });
});

it('a corrected address is told again when it is wrong too', async () => {
  await cast.gives('bix@example.test', [{ email: 'one@gone.invalid' }]);
  const told = await mailTo(product, 'bix@example.test', /could not be delivered/);
  const page = linkIn(told, '/gifts/');
  const html = await (await fetch(page)).text();
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
  await fetch(page, {
    method: 'POST',
    body: new URLSearchParams({ change: 'send', version, email: 'two@gone.invalid' }),
  });
  await eventually(
    () => toldGiver('bix@example.test'),
    (count) => count === 2,
  );
});

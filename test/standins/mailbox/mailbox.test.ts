import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail } from '../../../src/standins/mailbox/mail.js';
import { type Mailbox, startMailbox } from '../../../src/standins/mailbox/mailbox.js';

describe('The local mailbox', () => {
  let dataDir: string;
  let mailbox: Mailbox;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mailbox-'));
    mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir });
  });

  afterEach(async () => {
    await mailbox.close();
    await rm(dataDir, { recursive: true });
  });

  const send = (to: string, subject: string, more: object = {}) =>
    createTransport(mailbox.smtpUrl).sendMail({
      from: 'The Meridian <members@meridian.example>',
      to,
      subject,
      ...more,
    });
  const messages = async (query = ''): Promise<Mail[]> =>
    (await fetch(`${mailbox.url}/api/messages${query}`)).json() as Promise<Mail[]>;
  const page = async (path: string) => fetch(mailbox.url + path);

  it('shows what was sent, newest first and by recipient', async () => {
    await send('ada@example.test', 'First');
    await send('Bob@example.test', 'Second');
    await send('ada@example.test', 'Third');

    expect((await messages()).map(({ subject }) => subject)).toEqual(['Third', 'Second', 'First']);
    expect((await messages('?to=ADA@example.test')).map(({ subject }) => subject)).toEqual([
      'Third',
      'First',
    ]);
    expect(await messages('?to=da@example.test')).toEqual([]);
    expect(await (await page('/?to=bob@example.test')).text()).toMatch(/Second(?!.*First)/s);
  });

  it('keeps words, links and attachments as they were sent', async () => {
    await send('ada@example.test', 'Подарунок для вас 🎁', {
      html: '<p>Добрий день! <a href="http://localhost:3000/gifts/a?b=1&amp;c=2">Відкрити</a></p><img src="cid:card">',
      text: 'Добрий день! http://localhost:3000/gifts/a?b=1&c=2',
      attachments: [
        { filename: 'card.png', content: Buffer.from([1, 2, 3]), contentType: 'image/png', cid: 'card' },
        { filename: 'page.html', content: '<script>alert(1)</script>', contentType: 'text/html' },
      ],
    });

    const [mail] = await messages();
    expect(mail).toMatchObject({
      from: 'members@meridian.example',
      sender: 'The Meridian <members@meridian.example>',
      subject: 'Подарунок для вас 🎁',
      links: ['http://localhost:3000/gifts/a?b=1&c=2'],
      attachments: [{ filename: 'card.png', size: 3 }, { filename: 'page.html' }],
    });
    const path = `/messages/${mail?.id}`;
    expect(await (await page(path)).text()).toContain('Подарунок для вас 🎁');
    expect(await (await page(`${path}/html`)).text()).toContain(`src="${path}/attachments/0"`);
    expect(Buffer.from(await (await page(`${path}/attachments/0`)).arrayBuffer())).toEqual(
      Buffer.from([1, 2, 3]),
    );
    expect((await page(`${path}/attachments/1`)).headers.get('content-disposition')).toBe('attachment');
    expect(await (await page(`${path}/source`)).text()).toContain('To: ada@example.test');
  });

  it('runs nothing of a mail', async () => {
    await send('ada@example.test', '<script>alert(1)</script>', { html: '<script>alert(2)</script>' });

    const [mail] = await messages();
    expect(await (await page('/')).text()).not.toContain('<script>alert');
    const html = await page(`/messages/${mail?.id}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  });

  it('still has the mails after a restart', async () => {
    await send('ada@example.test', 'Before');
    await mailbox.close();
    mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir });
    await send('ada@example.test', 'After');

    expect((await messages()).map(({ subject }) => subject)).toEqual(['After', 'Before']);
  });

  it('forgets them when told', async () => {
    await send('ada@example.test', 'One');
    expect((await fetch(`${mailbox.url}/delete-all`, { method: 'POST', redirect: 'manual' })).status).toBe(
      303,
    );

    expect(await messages()).toEqual([]);
  });

  it('refuses addresses that end in .invalid, for good or for now', async () => {
    await expect(send('nobody@gone.invalid', 'x')).rejects.toMatchObject({ responseCode: 550 });
    await expect(send('ada@later.invalid', 'x')).rejects.toMatchObject({ responseCode: 450 });
    expect(await messages()).toEqual([]);
  });

  it('takes a burst over many connections', async () => {
    const transport = createTransport({ url: mailbox.smtpUrl, pool: true, maxConnections: 10 } as object);
    const mails = Array.from({ length: 200 }, (_, n) => ({
      from: 'a@b.test',
      to: `r${n}@example.test`,
      subject: `${n}`,
    }));
    await Promise.all(mails.map((mail) => transport.sendMail(mail)));
    transport.close();

    expect(await messages('?limit=1000')).toHaveLength(200);
  });

  it.each(['smtpPort', 'httpPort'])('says which port is taken (%s)', async (taken) => {
    const port = Number(new URL(taken === 'smtpPort' ? mailbox.smtpUrl : mailbox.url).port);
    const attempt = startMailbox({ smtpPort: 0, httpPort: 0, [taken]: port, dataDir });

    await expect(attempt).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });

  it('does not answer a page of another site', async () => {
    const foreign = await fetch(`${mailbox.url}/delete-all`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
  });
});

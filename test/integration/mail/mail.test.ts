import type { TestingModule } from '@nestjs/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { QueuedMail } from '../../../src/mail/mail.js';
import { MailModule } from '../../../src/mail/mail.module.js';
import { Mail } from '../../../src/mail/mail.service.js';
import { MailSender } from '../../../src/mail/mail-sender.js';
import type { MailRequest } from '../../../src/mail/templates.js';
import { type Mailbox, startMailbox } from '../../../src/standins/mailbox/mailbox.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { compileModules } from '../../support/modules.js';

interface Received {
  id: string;
  to: string[];
  subject: string;
  text: string;
  links: string[];
}

describe('mail', () => {
  let folder: string;
  let database: TestDatabase;
  let mailbox: Mailbox;
  let modules: TestingModule;
  let mail: Mail;
  let dataSource: DataSource;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'thousandfold-mail-'));
    database = await createTestDatabase();
    mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir: folder });
    modules = await compileModules([MailModule], { DATABASE_URL: database.url, SMTP_URL: mailbox.smtpUrl });
    await modules.init();
    mail = modules.get(Mail);
    dataSource = modules.get(DataSource);
  });

  afterAll(async () => {
    await modules.close();
    await mailbox.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const delivery = (to: string, dedupeKey: string): MailRequest => ({
    template: 'gift-delivery',
    to,
    locale: 'en',
    dedupeKey,
    params: {
      recipientName: 'Cleo',
      giverName: 'Ben',
      message: 'Happy birthday',
      months: 3,
      tier: 'Supporter',
      link: 'https://members.example.org/gifts/a-secret',
      claimUntil: '2027-11-22T10:00:00Z',
    },
  });
  const enqueue = (...mails: MailRequest[]): Promise<void> =>
    dataSource.transaction((manager) => mail.enqueue(manager, mails));
  const row = (dedupeKey: string): Promise<QueuedMail> =>
    dataSource.getRepository(QueuedMail).findOneByOrFail({ dedupeKey });
  const received = async (to: string): Promise<Received[]> =>
    (await (await fetch(`${mailbox.url}/api/messages?to=${to}`)).json()) as Received[];

  it('sends what a transaction enqueued, and forgets what it said', async () => {
    await enqueue(delivery('cleo@example.test', 'gift:1'));
    const sent = await eventually(
      () => row('gift:1'),
      ({ state }) => state === 'sent',
    );
    expect(sent).toMatchObject({ params: null, attempts: 1, error: null, sentAt: expect.any(Date) });
    const [message, ...more] = await received('cleo@example.test');
    expect(more).toEqual([]);
    expect(message).toMatchObject({ to: ['cleo@example.test'], subject: 'Ben has a gift for you' });
    expect(message?.text).toContain('Happy birthday');
    expect(message?.links).toContain('https://members.example.org/gifts/a-secret');
    const source = await (await fetch(`${mailbox.url}/messages/${message?.id}/source`)).text();
    expect(source).toContain(`Message-ID: <${sent.id}@127.0.0.1>`);
  });

  it('sends one e-mail per occasion', async () => {
    const twice = delivery('dora@example.test', 'gift:2');
    await enqueue(twice, twice);
    await enqueue(twice);
    await eventually(
      () => row('gift:2'),
      ({ state }) => state === 'sent',
    );
    await enqueue(twice, delivery('dora@example.test', 'gift:3'));
    await eventually(
      () => row('gift:3'),
      ({ state }) => state === 'sent',
    );
    expect(await received('dora@example.test')).toHaveLength(2);
  });

  it('sends nothing of a transaction that was rolled back', async () => {
    const failing = dataSource.transaction(async (manager) => {
      await mail.enqueue(manager, [delivery('never@example.test', 'gift:4')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await dataSource.getRepository(QueuedMail).countBy({ dedupeKey: 'gift:4' })).toBe(0);
  });

  it('gives up at once on an address that the server refuses for good, and says why without it', async () => {
    await enqueue(delivery('nobody@gone.invalid', 'gift:5'));
    const failed = await eventually(
      () => row('gift:5'),
      ({ state }) => state === 'failed',
    );
    expect(failed.attempts).toBe(1);
    expect(failed.error).toContain('550');
    expect(failed.error).not.toContain('nobody@gone.invalid');
    expect(failed.params).not.toBeNull();
  });

  it('tries again what the server puts off, until the last attempt', async () => {
    await enqueue(delivery('cleo@later.invalid', 'gift:6'));
    const waiting = await eventually(
      () => row('gift:6'),
      ({ attempts, error }) => attempts >= 1 && error !== null,
    );
    expect(waiting.state).toBe('queued');
    const [job] = await eventually(
      () => dataSource.query(`select state from pgboss.job where data ->> 'mail' = $1`, [waiting.id]),
      ([{ state }]) => state === 'retry',
    );
    expect(job.state).toBe('retry');
    await modules.get(MailSender).sendAll([{ mail: waiting.id, last: true }]);
    expect(await row('gift:6')).toMatchObject({ state: 'failed', error: expect.stringContaining('450') });
  });

  it('gives a failed one another round when staff ask for it', async () => {
    await enqueue(delivery('eve@gone.invalid', 'gift:7'));
    const { id } = await eventually(
      () => row('gift:7'),
      ({ state }) => state === 'failed',
    );
    await dataSource.getRepository(QueuedMail).update({ id }, { recipient: 'eve@example.test' });
    expect(await dataSource.transaction((manager) => mail.retry(manager, id))).toBe(true);
    await eventually(
      () => row('gift:7'),
      ({ state }) => state === 'sent',
    );
    expect(await dataSource.transaction((manager) => mail.retry(manager, id))).toBe(false);
    expect(await received('eve@example.test')).toHaveLength(1);
  });

  it('does not send twice what two senders hold', async () => {
    await enqueue(delivery('fay@example.test', 'gift:8'));
    const { id } = await eventually(
      () => row('gift:8'),
      ({ state }) => state === 'sent',
    );
    await modules.get(MailSender).sendAll([{ mail: id, last: false }]);
    expect(await received('fay@example.test')).toHaveLength(1);
  });
});

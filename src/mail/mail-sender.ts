import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { MicroBatch } from '../common/micro-batch.js';
import { Settings } from '../config/settings.js';
import { withoutAddresses } from '../jobs/without-addresses.js';
import { QueuedMail } from './mail.js';
import { MailRefusals } from './mail-refusals.js';
import { renderMail } from './render-mail.js';
import { isAboutRecipient, isPermanent } from './smtp-refusal.js';

/** One attempt at an e-mail; no further one follows the last. */
export interface Attempt {
  mail: string;
  last: boolean;
}

type Claimed = Pick<QueuedMail, 'id' | 'template' | 'recipient' | 'locale' | 'params' | 'about'>;

const CONNECTIONS = 4;
/** While some are noted, others are on the wire. */
const AT_ONCE = 2 * CONNECTIONS;
/** What a slow mail server has kept waiting longer is put back, so that a batch ends before its jobs are taken for dead. */
const BEGUN_WITHIN_MS = 30_000;

/** Hands e-mails to the SMTP server. A crash between its 250 and our note makes a second one with the same Message-ID. */
@Injectable()
export class MailSender implements BeforeApplicationShutdown {
  private readonly logger = new Logger('mail');
  private readonly transport: Transporter;
  private closing = false;
  /** Each is noted as soon as it is taken, together with those that were taken meanwhile. */
  private readonly sent = new MicroBatch<string>((ids) => this.noteSent(ids), {
    items: 100,
    batches: 2,
    waiting: Infinity,
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly refusals: MailRefusals,
  ) {
    this.transport = createTransport({
      url: settings.SMTP_URL,
      pool: true,
      maxConnections: CONNECTIONS,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    } as Parameters<typeof createTransport>[0]);
  }

  /** What is rejected should be tried again. After the last attempt, or what is refused for good, its row says failed and why. */
  async sendAll(attempts: Attempt[]): Promise<PromiseSettledResult<void>[]> {
    const giveUpAt = Date.now() + BEGUN_WITHIN_MS;
    const mails = await this.claim(attempts.map(({ mail }) => mail));
    const results: PromiseSettledResult<void>[] = [];
    const queue = attempts.entries();
    const work = async (): Promise<void> => {
      for (const [index, { mail, last }] of queue) {
        const [result] = await Promise.allSettled([this.send(mails.get(mail), last, giveUpAt)]);
        results[index] = result;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return results;
  }

  /** After the jobs have ended, which may be sending. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    this.transport.close();
  }

  private async send(mail: Claimed | undefined, last: boolean, giveUpAt: number): Promise<void> {
    if (!mail) return;
    try {
      if (Date.now() > giveUpAt) throw new Error('the mail server is too slow: put back');
      await this.deliver(mail);
    } catch (error) {
      // It was the end that cut it off, and its job was given back.
      if (this.closing) throw error;
      return this.note(mail, error, last || isPermanent(error));
    }
    await this.sent.add(mail.id);
  }

  /** Counts the attempts; those that were sent or given up are left out. The job itself is what only one sender holds. */
  private async claim(ids: string[]): Promise<Map<string, Claimed>> {
    const [claimed]: [Claimed[]] = await this.dataSource.query(
      `update mails set attempts = attempts + 1 where id = any($1) and state = 'queued'
       returning id, template, recipient, locale, params, about`,
      [ids],
    );
    return new Map(claimed.map((mail) => [mail.id, mail]));
  }

  private async deliver({ id, recipient, template, locale, params }: Claimed): Promise<void> {
    if (!params) throw new Error('nothing is left of it to send');
    const { subject, html, text } = await renderMail(template, params, locale, this.settings);
    await this.transport.sendMail({
      from: this.settings.MAIL_FROM,
      to: { name: '', address: recipient },
      subject,
      html,
      text,
      messageId: `<${id}@${new URL(this.settings.baseUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...wayOut(params) },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  private async noteSent(ids: string[]): Promise<void> {
    await this.dataSource.query(
      `update mails set state = 'sent', sent_at = $2, params = null, error = null where id = any($1)`,
      [ids, this.clock.now()],
    );
  }

  private async note(mail: Claimed, error: unknown, givenUp: boolean): Promise<void> {
    const { id, template } = mail;
    const reason = withoutAddresses(error instanceof Error ? error.message : String(error)).slice(0, 500);
    await this.dataSource.transaction(async (manager) => {
      // What it is about first, as everywhere: whoever holds that row may want this one.
      if (isAboutRecipient(error)) await this.refusals.tell(manager, mail, reason);
      const failed = givenUp && { state: 'failed' as const };
      await manager.update(QueuedMail, { id }, { error: reason, ...failed });
    });
    if (!givenUp) throw new Error(reason);
    this.logger.error(`gave up sending ${template} (${id}): ${reason}`);
  }
}

/** Mail programs show it as a button of their own, and post to it at one press (RFC 8058). */
function wayOut(params: object): Record<string, string> {
  if (!('unsubscribe' in params) || typeof params.unsubscribe !== 'string') return {};
  return {
    'List-Unsubscribe': `<${params.unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { withoutAddresses } from '../jobs/without-addresses.js';
import { QueuedMail } from './mail.js';
import { renderMail } from './render-mail.js';

/** Hands one e-mail to the SMTP server. A crash between its 250 and our note makes a second one with the same Message-ID. */
@Injectable()
export class MailSender implements OnModuleDestroy {
  private readonly logger = new Logger('mail');
  private readonly transport: Transporter;

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    this.transport = createTransport({
      url: settings.SMTP_URL,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    } as Parameters<typeof createTransport>[0]);
  }

  /** Throws when another attempt should follow. After the last, or what the server refuses for good, the row says failed and why. */
  async send(id: string, last: boolean): Promise<void> {
    const mail = await this.claim(id);
    if (!mail) return;
    try {
      await this.deliver(mail);
    } catch (error) {
      await this.note(mail, error, last || isPermanent(error));
      return;
    }
    await this.dataSource
      .getRepository(QueuedMail)
      .update({ id }, { state: 'sent', sentAt: this.clock.now(), params: null, error: null });
  }

  onModuleDestroy(): void {
    this.transport.close();
  }

  /** Counts the attempt; null when it was sent or given up. The job itself is what only one sender holds. */
  private async claim(id: string): Promise<QueuedMail | null> {
    const mails = this.dataSource.getRepository(QueuedMail);
    const { affected } = await mails.increment({ id, state: 'queued' }, 'attempts', 1);
    return affected === 1 ? mails.findOneBy({ id }) : null;
  }

  private async deliver({ id, recipient, template, locale, params }: QueuedMail): Promise<void> {
    if (!params) throw new Error('nothing is left of it to send');
    const { subject, html, text } = await renderMail(template, params, locale, this.settings);
    await this.transport.sendMail({
      from: this.settings.MAIL_FROM,
      to: { name: '', address: recipient },
      subject,
      html,
      text,
      messageId: `<${id}@${new URL(this.settings.baseUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  private async note({ id, template }: QueuedMail, error: unknown, givenUp: boolean): Promise<void> {
    const reason = withoutAddresses(error instanceof Error ? error.message : String(error)).slice(0, 500);
    await this.dataSource
      .getRepository(QueuedMail)
      .update({ id }, { error: reason, ...(givenUp && { state: 'failed' as const }) });
    if (!givenUp) throw new Error(reason);
    this.logger.error(`gave up sending ${template} (${id}): ${reason}`);
  }
}

/** SMTP's 5xx to this address or this text (RFC 5321 4.2.1) stays; a refused password may be mended meanwhile. */
function isPermanent(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  return (
    typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH' && code !== 'ECONNECTION'
  );
}

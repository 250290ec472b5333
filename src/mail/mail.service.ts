import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Settings } from '../config/settings.js';
import { QueuedMail } from './mail.js';
import { MailSender } from './mail-sender.js';
import { type RenderedMail, renderMail } from './render-mail.js';
import type { MailRequest, MailTemplates, TemplateName } from './templates.js';

const JOB = 'mail';

/** E-mails: a row and a job in the caller's transaction; sent after the commit, never inside one. */
@Injectable()
export class Mail implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly sender: MailSender,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    // Some four hours of attempts; the sender is done with one within a minute.
    this.jobs.register<{ mail: string }>(JOB, ({ mail }, { last }) => this.sender.send(mail, last), {
      atOnce: 8,
      retries: 12,
      retryDelaySeconds: 2,
      expireInSeconds: 120,
    });
  }

  /** Asked again with the same `dedupeKey`, nothing is added. */
  async enqueue(manager: EntityManager, mails: MailRequest[]): Promise<void> {
    if (mails.length === 0) return;
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(QueuedMail)
      .values(mails.map((mail) => this.row(mail)))
      .orIgnore()
      .returning('id')
      .execute();
    const rows = inserted.raw as { id: string }[];
    await this.jobs.enqueueAll(
      manager,
      JOB,
      rows.map(({ id }) => ({ mail: id })),
    );
  }

  /** Gives one that failed another round of attempts; false when there is none such. */
  async retry(manager: EntityManager, id: string): Promise<boolean> {
    const { affected } = await manager.update(QueuedMail, { id, state: 'failed' }, { state: 'queued' });
    if (affected === 1) await this.jobs.enqueue(manager, JOB, { mail: id });
    return affected === 1;
  }

  /** The very e-mail as it would be sent, for showing it beforehand. */
  preview<T extends TemplateName>(
    template: T,
    params: MailTemplates[T],
    locale: string,
  ): Promise<RenderedMail> {
    return renderMail(template, params, locale, this.settings);
  }

  private row(mail: MailRequest): Partial<QueuedMail> {
    const { template, to: recipient, locale, params, dedupeKey } = mail;
    return { id: newId(), template, recipient, locale, params, dedupeKey, queuedAt: this.clock.now() };
  }
}

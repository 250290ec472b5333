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
    // Some four hours of attempts; the sender is done with a batch within a minute.
    this.jobs.registerBatch<{ mail: string }>(
      JOB,
      (jobs) => this.sender.sendAll(jobs.map(({ data: { mail }, run: { last } }) => ({ mail, last }))),
      {
        atOnce: 50,
        perSecond: this.settings.MAIL_PER_SECOND,
        // Writing one takes a millisecond or several: in a surge of payments, welcomes wait rather than the number.
        perSecondInSurge: 25,
        retries: 12,
        retryDelaySeconds: 2,
        expireInSeconds: 120,
      },
    );
  }

  /** Asked again with the same `dedupeKey`, nothing is added. */
  async enqueue(manager: EntityManager, mails: MailRequest[]): Promise<void> {
    if (mails.length === 0) return;
    const rows = await this.insert(manager, mails);
    for (const priority of [1, 0, -1]) {
      const alike = rows.filter((row) => priorityOf(row) === priority);
      await this.jobs.enqueueAll(manager, JOB, alike.map(jobOf), { priority });
    }
  }

  /** Gives one that failed another round of attempts; false when there is none such. */
  async retry(manager: EntityManager, id: string): Promise<boolean> {
    const { affected } = await manager.update(QueuedMail, { id, state: 'failed' }, { state: 'queued' });
    if (affected === 1) await this.jobs.enqueue(manager, JOB, jobOf({ id }));
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

  /** Those that are new; in a surge there are hundreds, so they travel as columns. */
  private insert(
    manager: EntityManager,
    mails: MailRequest[],
  ): Promise<Pick<QueuedMail, 'id' | 'template'>[]> {
    const column = <V>(value: (mail: MailRequest) => V): V[] => mails.map(value);
    return manager.query(
      `insert into mails (id, dedupe_key, template, recipient, locale, params, about, queued_at)
       select *, $8::timestamptz
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::uuid[])
       on conflict (dedupe_key) do nothing returning id, template`,
      [
        column(() => newId()),
        column(({ dedupeKey }) => dedupeKey),
        column(({ template }) => template),
        column(({ to }) => to),
        column(({ locale }) => locale),
        column(({ params }) => JSON.stringify(params)),
        column(({ about }) => about ?? null),
        this.clock.now(),
      ],
    );
  }
}

/** First what somebody sits there and waits for; last what goes to thousands, who do not know that it comes. */
function priorityOf({ template }: Pick<QueuedMail, 'template'>): number {
  if (['sign-in', 'gift-confirm', 'newsletter-confirm'].includes(template)) return 1;
  return template === 'milestone-letter' ? -1 : 0;
}

function jobOf({ id }: Pick<QueuedMail, 'id'>): { mail: string } {
  return { mail: id };
}

import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { MailTemplates, TemplateName } from './templates.js';

export type MailState = 'queued' | 'sent' | 'failed';

/** An e-mail to be sent, or what remains of it afterwards: that it was, not what it said. */
@Entity({ name: 'mails' })
@Unique('mails_once', ['dedupeKey'])
@Index('mails_by_state', ['state', 'queuedAt'])
@Index('mails_about', ['about'], { where: 'about is not null' })
@Index('mails_refused', { synchronize: false })
@Index('mails_alarms', ['queuedAt'], { where: "template = 'events-parked'" })
@Check('mails_state', "state in ('queued', 'sent', 'failed')")
export class QueuedMail {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  dedupeKey!: string;

  @Column('text')
  template!: TemplateName;

  @Column('text')
  recipient!: string;

  @Column('text')
  locale!: string;

  /** What it is about, such as a gift's id, where that matters later: a refusal concerns it, it may have to be forgotten. */
  @Column('uuid', { nullable: true })
  about!: string | null;

  /** Null once sent: it may hold links that open something. */
  @Column('jsonb', { nullable: true })
  params!: MailTemplates[TemplateName] | null;

  @Column('text', { default: 'queued' })
  state!: MailState;

  @Column('integer', { default: 0 })
  attempts!: number;

  /** Why the last attempt failed, without addresses. */
  @Column('text', { nullable: true })
  error!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  queuedAt!: Date;

  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;
}

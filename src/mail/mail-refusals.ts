import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { QueuedMail } from './mail.js';
import type { TemplateName } from './templates.js';

/** An e-mail that its recipient's address refused for good, and the mail server's words for it without addresses. */
export interface Refusal {
  /** What the e-mail was about, such as a gift's id. */
  about: string;
  recipient: string;
  reason: string;
}

type Handler = (manager: EntityManager, refusal: Refusal) => Promise<void>;

/** Who wants to know of e-mails that come back. */
@Injectable()
export class MailRefusals {
  private readonly handlers = new Map<TemplateName, Handler>();

  /** To be called while modules start (`onModuleInit`). It may hear of the same e-mail more than once. */
  register(templates: TemplateName[], handler: Handler): void {
    for (const template of templates) this.handlers.set(template, handler);
  }

  /** Tells whoever sent it, in the caller's transaction. */
  async tell(
    manager: EntityManager,
    mail: Pick<QueuedMail, 'about' | 'recipient' | 'template'>,
    reason: string,
  ): Promise<void> {
    const { about, recipient, template } = mail;
    if (about && recipient) await this.handlers.get(template)?.(manager, { about, recipient, reason });
  }

  /** It was taken, and came back later. False when it is none of ours. */
  async cameBack(manager: EntityManager, id: string, reason: string): Promise<boolean> {
    const mail = await manager.findOneBy(QueuedMail, { id });
    if (!mail) return false;
    // What it is about first, as everywhere: whoever holds that row may want this one.
    await this.tell(manager, mail, reason);
    await manager.update(QueuedMail, { id }, { error: reason });
    return true;
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { Adjustments } from '../campaigns/adjustments.service.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { GiftRefunds } from '../gifts/gift-refunds.service.js';
import { Mail } from '../mail/mail.service.js';
import { CatchUpSchedule } from '../payments/catch-up/catch-up-schedule.js';
import { Inbox } from '../payments/inbox/inbox.service.js';
import { ParkedEvents } from '../payments/inbox/parked-events.js';
import { ReconciliationSchedule } from '../payments/reconciliation/reconciliation-schedule.js';
import { Refunds } from '../payments/refunds.service.js';
import type { AdjustmentDto } from './dto/adjustment.dto.js';
import type { ReconciliationDto } from './dto/reconciliation.dto.js';
import type { RefundDto } from './dto/refund.dto.js';
import { findPurchase } from './queries/purchase.js';

/** What staff do, each with its line in the audit log. */
@Injectable()
export class Desk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
    private readonly adjustments: Adjustments,
    private readonly refunds: Refunds,
    private readonly giftRefunds: GiftRefunds,
    private readonly inbox: Inbox,
    private readonly parked: ParkedEvents,
    private readonly catchUps: CatchUpSchedule,
    private readonly reconciliations: ReconciliationSchedule,
    private readonly mail: Mail,
  ) {}

  /** Members who joined on paper, and corrections. Throws NotFound and InvalidInput. */
  async adjust(slug: string, { delta, amount, reason }: AdjustmentDto, actor: Actor): Promise<void> {
    const entry = await this.adjustments.write(slug, { delta, amount, reason, author: actor.name });
    await this.audit.write(this.dataSource.manager, {
      actor: actor.name,
      action: 'campaign.adjust',
      subject: `campaign:${slug}`,
      details: { delta, amount, reason, entry },
    });
  }

  /** The intent is on record before Stripe is asked: no refund goes unseen, whatever fails afterwards. */
  async refund(purchaseId: string, dto: RefundDto, actor: Actor): Promise<void> {
    const purchase = isId(purchaseId)
      ? await findPurchase(this.dataSource, this.settings.livemode, purchaseId)
      : null;
    if (!purchase) throw new NotFound();
    const { amount, reason, gifts } = dto;
    const what = gifts ? { gifts } : { amount: amount ?? 'all' };
    const note = { actor: actor.name, subject: `purchase:${purchaseId}`, details: { ...what, reason } };
    const { manager } = this.dataSource;
    await this.audit.write(manager, { ...note, action: 'purchase.refund' });
    try {
      await this.order(purchaseId, dto, actor.name);
    } catch (error) {
      await this.audit.write(manager, { ...note, action: 'purchase.refund_refused' });
      throw error;
    }
  }

  private async order(purchaseId: string, dto: RefundDto, author: string): Promise<void> {
    const { amount, reason, gifts, evenRedeemed = [] } = dto;
    if (!gifts) return this.refunds.refund(purchaseId, { amount, reason, author });
    if (amount !== undefined)
      throw new InvalidInput({ amount: 'The amount follows from the gifts: please leave it out.' });
    return this.giftRefunds.refund(purchaseId, { ids: gifts, evenRedeemed }, { reason, author });
  }

  async replay(eventId: string, actor: Actor): Promise<void> {
    await this.inbox.replay(eventId);
    await this.audit.write(this.dataSource.manager, {
      actor: actor.name,
      action: 'inbox.replay',
      subject: `event:${eventId}`,
    });
  }

  /** Returns how many. */
  async replayParked(actor: Actor): Promise<number> {
    const replayed = await this.parked.replayAll();
    await this.audit.write(this.dataSource.manager, {
      actor: actor.name,
      action: 'inbox.replay_parked',
      subject: 'inbox',
      details: { replayed },
    });
    return replayed;
  }

  /** Asks for the events since then, or since the last time; they come in soon after. */
  async catchUp(since: string | undefined, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.catchUps.request(manager, since ? new Date(since) : undefined);
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'inbox.catch_up',
        subject: 'inbox',
        details: since ? { since } : {},
      });
    });
  }

  /** Asks for a comparison of Stripe's objects with ours; its report comes soon after. */
  async reconcile({ since, fix = false }: ReconciliationDto, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.reconciliations.request(manager, { since: since ? new Date(since) : undefined, fix });
      await this.audit.write(manager, {
        actor: actor.name,
        action: fix ? 'reconciliation.fix' : 'reconciliation.run',
        subject: 'reconciliation',
        details: since ? { since } : {},
      });
    });
  }

  async resendMail(id: string, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      if (!isId(id) || !(await this.mail.retry(manager, id))) throw new NotFound();
      await this.audit.write(manager, { actor: actor.name, action: 'mail.retry', subject: `mail:${id}` });
    });
  }
}

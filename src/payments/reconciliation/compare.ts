import { type DataSource, In } from 'typeorm';
import { isId } from '../../common/ids.js';
import type { Adoptions } from '../adoptions.js';
import type { SessionFact } from '../facts.js';
import { Investigation } from '../inbox/investigation.js';
import { ReadingRound } from '../inbox/reading-round.js';
import { isPaid } from '../purchase-status.js';
import { Purchase } from '../purchase.js';
import { DisputeRecord } from '../records/dispute-record.js';
import { PaymentRecord } from '../records/payment-record.js';
import { RefundRecord } from '../records/refund-record.js';
import { SubscriptionRecord } from '../records/subscription-record.js';
import type { ListedObject, PaidInvoiceReading } from '../stripe/object-pages.js';
import type { Reversal } from '../stripe/read-reversal.js';
import type { SubscriptionReading } from '../stripe/read-subscription.js';
import type { StripeReader } from '../stripe/stripe-reader.js';

/** What comparing one object came to. */
export type Verdict = 'same' | 'foreign' | { purchaseId: string | null; stripe: string; ours: string };

/** Compares a page of Stripe's objects with our rows: a few statements for a page, whatever its size. */
export class Comparison {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stripe: StripeReader,
    private readonly adoptions: Adoptions,
  ) {}

  async sessions(objects: ListedObject<SessionFact | null>[]): Promise<Verdict[]> {
    const purchases = await this.purchases(objects.map(({ reading }) => reading?.purchaseId ?? null));
    return objects.map(({ reading }) => {
      const purchase = reading && purchases.get(reading.purchaseId);
      return purchase ? compareSession(reading, purchase) : 'foreign';
    });
  }

  async subscriptions(objects: ListedObject<SubscriptionReading>[]): Promise<Verdict[]> {
    const purchases = await this.purchases(objects.map(({ reading }) => reading.purchaseId));
    const ids = objects.map(({ id }) => id);
    const records = byId(await this.dataSource.manager.findBy(SubscriptionRecord, { id: In(ids) }));
    return Promise.all(
      objects.map(async ({ id, reading }) => {
        const record = records.get(id);
        const purchase = reading.purchaseId === null ? null : purchases.get(reading.purchaseId);
        if (!record && !purchase && !(await this.isMapped(reading))) return 'foreign';
        // Nothing was paid yet, there or here: there is nothing that its state could be of.
        if (!record && reading.reading.status.startsWith('incomplete')) return 'same';
        return compareSubscription(reading, record);
      }),
    );
  }

  async invoices(objects: ListedObject<PaidInvoiceReading>[]): Promise<Verdict[]> {
    const subscriptionIds = objects.flatMap(({ reading }) => reading.subscriptionId ?? []);
    const { manager } = this.dataSource;
    const ours = await manager.findBy(SubscriptionRecord, { id: In(subscriptionIds) });
    const purchaseOf = new Map(ours.map(({ id, purchaseId }) => [id, purchaseId]));
    const purchases = await this.purchases(objects.map(({ reading }) => reading.purchaseId));
    const paid = await manager.findBy(PaymentRecord, { invoiceId: In(objects.map(({ id }) => id)) });
    const known = new Set(paid.map(({ invoiceId }) => invoiceId));
    return objects.map(({ id, reading }) => {
      const named = purchases.get(reading.purchaseId ?? '')?.id;
      const purchaseId = purchaseOf.get(reading.subscriptionId ?? '') ?? named;
      if (!purchaseId) return 'foreign';
      return known.has(id) ? 'same' : { purchaseId, stripe: 'paid', ours: 'no payment' };
    });
  }

  async refunds(objects: ListedObject<Reversal | null>[]): Promise<Verdict[]> {
    const records = await this.dataSource.manager.findBy(RefundRecord, {
      id: In(objects.map(({ id }) => id)),
    });
    const ours = records.map(({ id, status, turns }) => [id, turns > 0 ? status : `${status}, not applied`]);
    return this.reversals('refund.updated', objects, new Map(ours as [string, string][]));
  }

  async disputes(objects: ListedObject<Reversal | null>[]): Promise<Verdict[]> {
    const records = await this.dataSource.manager.findBy(DisputeRecord, {
      id: In(objects.map(({ id }) => id)),
    });
    const ours = records.map(({ id, status, fundsWithdrawn }) => [id, disputeWords(status, fundsWithdrawn)]);
    return this.reversals('charge.dispute.updated', objects, new Map(ours as [string, string][]));
  }

  private async reversals(
    type: string,
    objects: ListedObject<Reversal | null>[],
    ours: Map<string, string>,
  ): Promise<Verdict[]> {
    const paymentIds = objects.flatMap(({ reading }) => reading?.paymentId ?? []);
    const payments = byId(await this.dataSource.manager.findBy(PaymentRecord, { id: In(paymentIds) }));
    // Whose a payment is that we have not heard of, only Stripe can say: as the inbox would find out.
    const round = new ReadingRound(this.stripe, new Date());
    const investigation = new Investigation(this.dataSource, round, this.adoptions);
    return Promise.all(
      objects.map(async ({ id, reading, event }) => {
        if (!reading) return 'foreign';
        const payment = payments.get(reading.paymentId);
        const stripe = wordsOf(reading);
        const own = ours.get(id);
        if (own === stripe) return 'same';
        // A refund that failed before it ever counted moved nothing.
        if (reading.kind === 'refund' && !own && ['failed', 'canceled'].includes(reading.status))
          return 'same';
        if (payment) return { purchaseId: payment.purchaseId, stripe, ours: own ?? 'unknown' };
        const due = { id, type, objectId: id, attempts: 0, created: event.created, object: event.object };
        const finding = await investigation.look(due);
        const fact = 'facts' in finding ? finding.facts.at(-1) : undefined;
        return fact ? { purchaseId: fact.purchaseId, stripe, ours: 'unknown' } : 'foreign';
      }),
    );
  }

  private async isMapped({ reading }: SubscriptionReading): Promise<boolean> {
    return (await this.adoptions.find([reading.item.priceId, reading.item.productId])) !== null;
  }

  private async purchases(ids: (string | null)[]): Promise<Map<string, Purchase>> {
    const wanted = ids.filter((id) => id !== null);
    return byId(await this.dataSource.manager.findBy(Purchase, { id: In(wanted.filter(isId)) }));
  }
}

export function compareSession({ standing, purchaseId }: SessionFact, { status }: Purchase): Verdict {
  const missed =
    (standing === 'paid' && !isPaid(status)) ||
    (standing === 'processing' && status === 'open') ||
    (standing === 'expired' && status === 'open') ||
    (standing === 'failed' && (status === 'open' || status === 'processing'));
  return missed ? { purchaseId, stripe: standing, ours: status } : 'same';
}

function compareSubscription(
  { purchaseId, reading }: SubscriptionReading,
  record: SubscriptionRecord | undefined,
): Verdict {
  const { status, period, cancelAt, endedAt, collectionPaused, item } = reading;
  const amount = item.price?.amount ?? null;
  const stripe = stateWords({ status, periodEnd: period.end, cancelAt, endedAt, collectionPaused, amount });
  const ours = record ? stateWords(record) : 'unknown';
  return stripe === ours ? 'same' : { purchaseId: record?.purchaseId ?? purchaseId, stripe, ours };
}

type State = Pick<
  SubscriptionRecord,
  'status' | 'periodEnd' | 'cancelAt' | 'endedAt' | 'collectionPaused' | 'amount'
>;

function stateWords({ status, periodEnd, cancelAt, endedAt, collectionPaused, amount }: State): string {
  const day = (instant: Date | null): string | null => instant && instant.toISOString().slice(0, 16);
  const parts = [
    status,
    `period until ${day(periodEnd)}`,
    amount === null ? null : `charged ${amount}`,
    cancelAt && !endedAt ? `ends on ${day(cancelAt)}` : null,
    endedAt && `ended on ${day(endedAt)}`,
    collectionPaused ? 'nothing is collected' : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function wordsOf(reversal: Reversal): string {
  return reversal.kind === 'refund'
    ? reversal.status
    : disputeWords(reversal.status, reversal.fundsWithdrawn);
}

function disputeWords(status: string, fundsWithdrawn: boolean): string {
  return fundsWithdrawn ? `${status}, funds withdrawn` : status;
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

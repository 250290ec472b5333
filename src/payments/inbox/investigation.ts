import { type DataSource, IsNull } from 'typeorm';
import { adoptedId, type Adoptions } from '../adoptions.js';
import type { Fact, SessionFact, SubscriptionFact } from '../facts.js';
import { isPaid } from '../purchase-status.js';
import { Purchase } from '../purchase.js';
import { PaymentRecord } from '../records/payment-record.js';
import { askedKind, type AskedKind } from '../stripe/event-types.js';
import type { PaidInvoice } from '../stripe/read-invoice.js';
import type { Reversal } from '../stripe/read-reversal.js';
import { provenance } from '../stripe/read-event-object.js';
import type { DueEvent } from './due-events.js';
import type { Finding } from './finding.js';
import type { ReadingRound } from './reading-round.js';

const notOurs: Finding = { foreign: 'carries nothing of ours' };

/**
 * Finds out from Stripe what an event is about, together with everything that must be known before it:
 * a refund may come before its payment, a subscription before the page that began it.
 */
export class Investigation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly round: ReadingRound,
    private readonly adoptions: Adoptions,
  ) {}

  async look(event: DueEvent): Promise<Finding> {
    const kind = askedKind(event.type);
    if (!kind || !event.objectId) return { ignored: 'of a type that nothing here depends on' };
    // A shared account is busy with other things: what says by itself that it is not ours costs no request.
    const { foreign, stripeIds } = provenance(kind, event.object);
    if (foreign && !(await this.adoptions.find(stripeIds))) return notOurs;
    return this.looks[kind](event.objectId);
  }

  private readonly looks: Record<AskedKind, (id: string) => Promise<Finding>> = {
    subscription: async (id) => found(await this.subscription(id)),
    invoice: async (id) => found(await this.invoice(id)),
    refund: async (id) => found(await this.reversals([await this.round.refund(id)])),
    charge: async (id) => found(await this.reversals(await this.round.refundsOfCharge(id))),
    dispute: async (id) => found(await this.reversals([await this.round.dispute(id)])),
    warning: async (id) => found(await this.warning(id)),
    customer: async (id) => found(await this.customer(id)),
  };

  private async subscription(id: string): Promise<Fact[]> {
    const { purchaseId, reading } = await this.round.subscription(id);
    if (purchaseId === null) return this.adopted(reading);
    const subscription = { ...reading, purchaseId };
    return [
      ...(await this.beginning(purchaseId, id)),
      await this.round.once(`state of ${id}`, async () => subscription),
    ];
  }

  /** One that was begun elsewhere is ours where its price or product is mapped to something of ours. */
  private async adopted(reading: Omit<SubscriptionFact, 'purchaseId'>): Promise<Fact[]> {
    const { subscriptionId, customerId, item, startedAt: at } = reading;
    const adoption = await this.adoptions.find([item.priceId, item.productId]);
    if (!adoption || !customerId || !item.price) return [];
    const purchaseId = adoptedId(subscriptionId);
    const { email, name } = await this.round.customer(customerId);
    if (email === null) return [];
    const { price } = item;
    const own = { kind: 'adoption' as const, purchaseId, adoption, subscriptionId, customerId, price, at };
    return Promise.all([
      this.round.once(`adoption of ${subscriptionId}`, async () => ({ ...own, payer: { email, name } })),
      this.round.once(`state of ${subscriptionId}`, async () => ({ ...reading, purchaseId })),
    ]);
  }

  /** Also how the subscription stands: a paid invoice moves its period, a failed one its status. */
  private async invoice(id: string): Promise<Fact[]> {
    const invoice = await this.round.invoice(id);
    const facts = invoice ? await this.subscription(invoice.subscriptionId) : [];
    const owner = facts.at(-1);
    if (!owner || !invoice?.about) return facts;
    const { about } = invoice;
    const { purchaseId } = owner;
    const own = await this.round.once(`about ${id}`, async (): Promise<Fact> => {
      if (about.kind === 'charge_failure') return { ...about, purchaseId };
      return { ...about, purchaseId, initial: about.initial || (await this.isFirstCharge(about, facts)) };
    });
    return [...facts, own];
  }

  /** Of something that began for nothing, by a trial or a coupon: then its first invoice charged nothing. */
  private async isFirstCharge(invoice: PaidInvoice, before: Fact[]): Promise<boolean> {
    const [beginning] = before;
    if (invoice.payments.length === 0 || !beginning) return false;
    const free =
      beginning.kind === 'session'
        ? beginning.total?.amount === 0
        : await this.dataSource.manager.existsBy(Purchase, { id: beginning.purchaseId, chargedAt: IsNull() });
    return free && (await this.round.firstCharge(invoice.subscriptionId)) === invoice.invoiceId;
  }

  private async warning(id: string): Promise<Fact[]> {
    const warning = await this.round.warning(id);
    const origin = warning && (await this.origin(warning.paymentId));
    if (!origin) return [];
    return [...origin.facts, { ...warning, purchaseId: origin.purchaseId }];
  }

  /** Customers change all the time, also those of others: only who paid here is asked for. */
  private async customer(customerId: string): Promise<Fact[]> {
    const purchase = await this.dataSource.manager.findOneBy(Purchase, { customerId });
    if (!purchase) return [];
    const { email, deleted } = await this.round.customer(customerId);
    return [{ kind: 'customer', purchaseId: purchase.id, customerId, email, deleted }];
  }

  private async reversals(reversals: (Reversal | null)[]): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (const reversal of reversals) {
      if (!reversal) continue;
      const origin = await this.origin(reversal.paymentId);
      if (!origin) continue;
      const { purchaseId } = origin;
      const key = `${reversal.id} of ${purchaseId}`;
      facts.push(...origin.facts, await this.round.once(key, async () => ({ ...reversal, purchaseId })));
    }
    return facts;
  }

  /** Whose payment it is, and what must be applied first where we had not heard of it. */
  private async origin(paymentId: string): Promise<{ purchaseId: string; facts: Fact[] } | null> {
    const known = await this.dataSource.manager.findOneBy(PaymentRecord, { id: paymentId });
    if (known) return { purchaseId: known.purchaseId, facts: [] };
    const session = await this.round.sessionOfPayment(paymentId);
    if (session) return { purchaseId: session.purchaseId, facts: [session] };
    const invoice = await this.round.invoiceOfPayment(paymentId);
    const facts = invoice ? await this.invoice(invoice) : [];
    const owner = facts.at(-1);
    return owner ? { purchaseId: owner.purchaseId, facts } : null;
  }

  /** The page that began it, where we have not heard yet that it was paid. */
  private async beginning(purchaseId: string, subscriptionId: string): Promise<SessionFact[]> {
    const purchase = await this.dataSource.manager.findOneBy(Purchase, { id: purchaseId });
    if (!purchase || isPaid(purchase.status)) return [];
    const session = purchase.sessionId
      ? await this.round.session(purchase.sessionId)
      : await this.round.sessionOfSubscription(subscriptionId);
    return session ? [session] : [];
  }
}

function found(facts: Fact[]): Finding {
  return facts.length > 0 ? { facts } : notOurs;
}

import { productIdOf } from '../../src/payments/stripe/product-id.js';
import { Links } from './links.js';
import { idOf, NameBook } from './names.js';
import { plans } from './model/prices.js';
import type { Card, Step } from './model/step.js';
import { chargesMoved } from './settling.js';
import type { World } from './world.js';

const cards: Record<Exclude<Card, keyof typeof banks>, string> = {
  good: '4242424242424242',
  'fails-later': '4000000000000341',
  'confirms-later': '4000002760003184',
  'refund-fails': '4000000000005126',
  'refund-pending': '4000000000007726',
};
const banks = { bank: 'DE89370400440532013000', 'bank-fails': 'DE62370400440532013001' };

/** Plays the steps of a history over HTTP, as browsers, payers and Stripe's dashboard would. */
export class Player {
  readonly names: NameBook;

  private readonly links: Links;

  constructor(private readonly world: World) {
    this.links = new Links(world);
    this.names = new NameBook(world.stripe);
  }

  /** `refused`: the service must not take it. */
  async play(step: Step, refused: boolean): Promise<void> {
    switch (step.kind) {
      case 'join':
        return this.buy(step, 'membership', { plan: step.plan }, refused);
      case 'give':
        return this.buy(step, 'gift', giftOrder(step));
      case 'donate': {
        const amount = { amount: step.amount, currency: step.currency };
        return this.buy(step, 'donation', { amount, interval: step.interval });
      }
      case 'refund':
        return this.refund(step);
      case 'foreign':
        return this.world.door('foreign/subscriptions', { email: step.email });
      case 'delete-customer':
        return this.world.door(`customers/${await this.names.customerOf(step.purchase)}/delete`);
      case 'change-address': {
        const path = `customers/${await this.names.customerOf(step.purchase)}/update`;
        return this.world.door(path, { email: step.email });
      }
      case 'price':
        return this.changePrice(step);
      case 'plan':
        return this.changePlan(step);
      case 'end-invoice':
        return this.endInvoice(step);
      case 'pause':
        return this.world.door(`subscriptions/${await this.names.subscriptionOf(step.purchase)}/pause`);
      case 'resume': {
        const path = `subscriptions/${await this.names.subscriptionOf(step.purchase)}/resume`;
        return this.world.door(path, { billing_cycle_anchor: 'unchanged' });
      }
      case 'warn':
        return this.world.door(`charges/${await this.names.chargeOf(step.purchase, 0)}/warn`);
      case 'staff-refund':
        return this.staffRefund(step);
      case 'dispute':
        return this.dispute(step);
      case 'close':
        return this.close(step);
      case 'recover':
        return this.world.door(`subscriptions/${await this.names.subscriptionOf(step.purchase)}/recover`);
      case 'pause-collection': {
        const { behavior } = step;
        return this.world.door(`subscriptions/${await this.names.subscriptionOf(step.purchase)}/pause`, {
          behavior,
        });
      }
      case 'resume-collection':
        return this.world.door(`subscriptions/${await this.names.subscriptionOf(step.purchase)}/resume`);
      case 'cancel-at': {
        const at = new Date(step.at).toISOString();
        return this.world.door(`subscriptions/${await this.names.subscriptionOf(step.purchase)}/cancel`, {
          at,
        });
      }
      case 'cancel':
        await this.world.stripe.subscriptions.cancel(await this.names.subscriptionOf(step.purchase));
        return;
      case 'cancel-later':
      case 'keep': {
        const changes = { cancel_at_period_end: step.kind === 'cancel-later' };
        await this.world.stripe.subscriptions.update(await this.names.subscriptionOf(step.purchase), changes);
        return;
      }
      case 'redeem':
        return this.redeem(step);
    }
  }

  private async buy(
    step: Extract<Step, { leaves: boolean }>,
    purpose: string,
    order: object,
    refused = false,
  ): Promise<void> {
    const { email, campaign, ref, card, leaves, named, code, presentment } = step;
    const body = {
      ...order,
      ...(purpose !== 'gift' && named && { email }),
      ...(campaign && { campaign }),
    };
    const answer = await post(`${this.world.url}/api/checkout/${purpose}`, body);
    if (refused && answer.status === 409) return;
    if (refused || answer.status !== 201)
      throw new Error(`checkout: ${answer.status} ${await answer.text()}`);
    const { purchase, url } = (await answer.json()) as { purchase: string; url: string };
    const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
    this.names.write(ref, { purchase, session });
    if (leaves) return;
    const path = `/_standin/checkout/sessions/${session}/pay`;
    const paid = await post(this.world.standin.url + path, {
      ...wayOf(card),
      ...(code && { promotion_code: code }),
      ...(presentment && { presentment_currency: presentment }),
      email,
      name: nameOf(email),
    });
    const { status } = (await paid.json()) as { status: string };
    if (status !== 'complete') throw new Error(`paying ${ref}: ${status}`);
  }

  private async refund({ purchase, payment, amount }: Extract<Step, { kind: 'refund' }>): Promise<void> {
    const payments = await this.names.paymentsOf(purchase);
    await this.world.stripe.refunds.create({ payment_intent: payments[payment], amount });
  }

  private async dispute({ purchase, payment, as }: Extract<Step, { kind: 'dispute' }>): Promise<void> {
    const stage = as === 'chargeback' ? {} : { [as]: true };
    await this.world.door(`charges/${await this.names.chargeOf(purchase, payment)}/dispute`, stage);
  }

  private async close({ purchase, payment, outcome }: Extract<Step, { kind: 'close' }>): Promise<void> {
    const charge = await this.names.chargeOf(purchase, payment);
    const { data } = await this.world.stripe.disputes.list({ charge, limit: 1 });
    await this.world.door(`disputes/${data[0]?.id}/close`, { outcome });
  }

  private async changePrice({ purchase, amount }: Extract<Step, { kind: 'price' }>): Promise<void> {
    const [item] = (await this.world.stripe.subscriptions.retrieve(await this.names.subscriptionOf(purchase)))
      .items.data;
    await this.charge(purchase, idOf(item?.price.product as string), amount);
  }

  private async changePlan({ purchase, plan }: Extract<Step, { kind: 'plan' }>): Promise<void> {
    await this.charge(purchase, productIdOf(`plan-${plan}`), plans[plan].amount);
  }

  private async charge(purchase: number, product: string, unit_amount: number): Promise<void> {
    const id = await this.names.subscriptionOf(purchase);
    const [item] = (await this.world.stripe.subscriptions.retrieve(id)).items.data;
    const { id: price } = await this.world.stripe.prices.create({
      currency: 'eur',
      product,
      unit_amount,
      recurring: { interval: item?.price.recurring?.interval ?? 'month' },
    });
    await this.world.door(`subscriptions/${id}/price`, { price, proration_behavior: 'none' });
  }

  private async endInvoice({ purchase, way }: Extract<Step, { kind: 'end-invoice' }>): Promise<void> {
    const id = await this.names.subscriptionOf(purchase);
    const { latest_invoice } = await this.world.stripe.subscriptions.retrieve(id);
    await this.world.door(`invoices/${idOf(latest_invoice)}/${way}`);
  }

  private async staffRefund({ purchase, amount }: Extract<Step, { kind: 'staff-refund' }>): Promise<void> {
    const path = `/api/staff/purchases/${this.names.of(purchase).purchase}/refund`;
    const headers = { authorization: `Bearer ${this.world.settings.STAFF_API_TOKEN}` };
    const answer = await post(this.world.url + path, { amount, reason: 'Bought twice by mistake' }, headers);
    if (answer.status !== 202) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }

  private async redeem({ purchase, place, by }: Extract<Step, { kind: 'redeem' }>): Promise<void> {
    const token = await this.links.ofGift(this.names.of(purchase).purchase, place);
    const answer = await post(`${this.world.url}/api/gifts/${token}/redeem`, { email: by, name: nameOf(by) });
    if (answer.status === 200) return chargesMoved(this.world);
    if (answer.status !== 202)
      throw new Error(`redeeming ${purchase}/${place}: ${answer.status} ${await answer.text()}`);
    const confirmation = await this.links.toConfirm(this.names.of(purchase).purchase, place);
    const confirmed = await post(`${this.world.url}/redeem/confirm/${confirmation}`, {});
    if (!confirmed.ok) throw new Error(`confirming ${purchase}/${place}: ${confirmed.status}`);
    await chargesMoved(this.world);
  }
}

function wayOf(card: Card): object {
  if (card === 'bank' || card === 'bank-fails') return { method: 'bank', iban: banks[card] };
  return { card: cards[card], authentication: 'complete' };
}

function giftOrder({ email, months, recipients }: Extract<Step, { kind: 'give' }>): object {
  return {
    plan: 'supporter-month',
    months,
    giver: { name: nameOf(email), email },
    allowDuplicates: true,
    recipients: recipients.map(({ email: to, on }) =>
      to ? { email: to, ...(on && { deliverOn: on }) } : { name: 'A friend' },
    ),
  };
}

function nameOf(email: string): string {
  return email.split('@')[0] ?? '';
}

function post(url: string, body: object, more: Record<string, string> = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...more };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

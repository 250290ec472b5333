import type { MovableClock } from '../../../src/common/clock.js';
import { type Bought, Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

/** What staff, the reader and the campaign see of one purchase. */
export interface Seen {
  status: string;
  flag: string | null;
  membership: {
    status: string;
    plan: string;
    amount: number;
    frozen: boolean;
    startsAt: Date;
    endsAt: Date;
    graceUntil: Date | null;
    cancelAt: Date | null;
    endedAt: Date | null;
  } | null;
  payments: { initial: boolean; amount: number; currency: string }[];
  gifts: { status: string; frozen: boolean }[];
  donation: { status: string; amount: number; interval: string } | null;
  /** Kind, people, money: in the order of writing. */
  ledger: [string, number, number | null][];
  /** Templates, in the order of the alphabet. */
  mails: string[];
}

/** The product with its Stripe, and people who have not been seen before. */
export class Stage {
  private people = 0;

  private constructor(
    readonly product: TestService,
    readonly cast: Cast,
  ) {}

  static async open(env: NodeJS.ProcessEnv = {}, clock?: MovableClock): Promise<Stage> {
    const product = await startTestService({ env: { RATE_LIMITS: 'off', ...env }, clock });
    return new Stage(product, new Cast(product));
  }

  close(): Promise<void> {
    return this.product.close();
  }

  get stripe() {
    return this.product.stripe;
  }

  person(): string {
    this.people += 1;
    return `person${this.people}@example.test`;
  }

  /** Somebody who has joined, and everything about it is settled. */
  async member(plan = 'supporter-month'): Promise<Bought & { email: string; subscription: string }> {
    const email = this.person();
    const bought = await this.cast.joins(email, { plan });
    await this.cast.settled();
    return { ...bought, email, subscription: await this.cast.subscriptionOf(bought.session) };
  }

  /** A page that was opened and not paid yet. */
  async page(purpose: string, body: object): Promise<Bought> {
    const { purchase, url } = await this.cast.opens(purpose, { campaign: 'birthday', ...body });
    return { purchase, session: /cs_test_\w+/.exec(url)?.[0] ?? '' };
  }

  /** A door of the local Stripe: what a payer, a bank or time does. */
  async door<T = { id: string }>(path: string, body: object = {}): Promise<T> {
    const answer = await fetch(`${this.product.stripeUrl}/_standin/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const told: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
    return told as T;
  }

  /** Stripe posts only events of these types from now on; `*` for all. */
  async listen(
    ...types: ('*' | 'refund.created' | 'charge.dispute.created' | 'invoice.paid')[]
  ): Promise<void> {
    const [endpoint] = (await this.stripe.webhookEndpoints.list()).data;
    if (!endpoint) throw new Error('no endpoint');
    await this.stripe.webhookEndpoints.update(endpoint.id, { enabled_events: types });
  }

  /** Has Stripe post the newest event of a type once more. */
  async resend(type: string): Promise<void> {
    const { data } = await this.stripe.events.list({ type, limit: 1 });
    await this.door(`events/${data[0]?.id}/resend`);
  }

  async chargeOf(bought: Bought): Promise<string> {
    const intent = await this.stripe.paymentIntents.retrieve(await this.cast.paymentOf(bought.session));
    return typeof intent.latest_charge === 'string' ? intent.latest_charge : (intent.latest_charge?.id ?? '');
  }

  /** What was sent to an address, all in one, once it holds these words. */
  async mailTo(address: string, words: string): Promise<string> {
    return eventually(
      async () =>
        (await fetch(`${this.product.mailboxUrl}/api/messages?to=${encodeURIComponent(address)}`)).text(),
      (mails) => mails.includes(words),
    );
  }

  /** Whether the purchase's membership gave access so many days from now. */
  async access({ purchase }: Bought, inDays = 0): Promise<boolean> {
    const [row] = await this.product.dataSource.query(
      'select has_access(m, now() + make_interval(days => $2)) as access from memberships m where purchase_id = $1',
      [purchase, inDays],
    );
    return row.access;
  }

  async eventStates(objectId: string): Promise<Record<string, string>> {
    const rows = await this.product.dataSource.query(
      'select type, state from stripe_events where object_id = $1 order by type',
      [objectId],
    );
    return Object.fromEntries(rows.map(({ type, state }: { type: string; state: string }) => [type, state]));
  }

  /** As it is once nothing is under way any more. */
  async seen({ purchase }: { purchase: string }): Promise<Seen> {
    await this.cast.settled();
    const [row] = await this.product.dataSource.query(seen, [purchase]);
    const { membership, ...rest } = row;
    return { ...rest, membership: membership && withDates(membership) };
  }

  /** Waits for what happens behind a job, such as ending a subscription at Stripe. */
  async until<T>(ask: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
    return eventually(ask, fits);
  }
}

function withDates(membership: Record<string, unknown>): Seen['membership'] {
  const dates = ['startsAt', 'endsAt', 'graceUntil', 'cancelAt', 'endedAt'].map((name) => {
    const value = membership[name];
    return [name, typeof value === 'string' ? new Date(value) : null];
  });
  return { ...membership, ...Object.fromEntries(dates) } as Seen['membership'];
}

const seen = `
  select p.status, p.flag,
    (select json_build_object('status', m.status, 'plan', m.plan_id, 'amount', m.amount, 'frozen', m.frozen_at is not null,
       'startsAt', m.starts_at, 'endsAt', m.ends_at, 'graceUntil', m.grace_until, 'cancelAt', m.cancel_at, 'endedAt', m.ended_at)
     from memberships m where m.purchase_id = p.id) membership,
    (select coalesce(json_agg(json_build_object('initial', y.initial, 'amount', y.amount, 'currency', y.currency)
       order by y.initial desc, y.paid_at), '[]') from payments y where y.purchase_id = p.id) payments,
    (select coalesce(json_agg(json_build_object('status', g.status, 'frozen', g.frozen_at is not null) order by g.place), '[]')
     from gifts g where g.purchase_id = p.id) gifts,
    (select json_build_object('status', d.status, 'amount', d.amount, 'interval', d.interval)
     from donations d where d.purchase_id = p.id) donation,
    (select coalesce(json_agg(json_build_array(e.kind, e.delta, e.amount) order by e.id), '[]')
     from ledger_entries e where e.purchase_id = p.id) ledger,
    (select coalesce(json_agg(l.template order by l.template), '[]') from mails l where l.recipient = p.email) mails
  from purchases p where p.id = $1`;

import type { Stripe } from 'stripe';
import { Settings } from '../../../src/config/settings.js';
import { Drainer } from '../../../src/payments/inbox/drainer.js';
import { startService } from '../../../src/service.js';
import { Cast } from '../../support/cast.js';
import { deliver } from '../../support/deliver.js';
import { eventually, startTestService } from '../../support/service.js';

export type TwoServices = Awaited<ReturnType<typeof startTwoServices>>;

/** The product twice over one database and one Stripe, which posts nothing by itself: the test delivers its events. */
export async function startTwoServices() {
  const first = await startTestService({ env: { RATE_LIMITS: 'off', STRIPE_REQUESTS_PER_SECOND: '1000' } });
  const second = await startService(Object.assign(new Settings(), first.settings, { PORT: 0 }));
  const services = [first.service, second];
  const { stripe, dataSource, settings } = first;
  const [endpoint] = (await stripe.webhookEndpoints.list()).data;
  await stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled: true });
  let turn = 0;
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> => dataSource.query(sql, values);

  return {
    product: first,
    cast: new Cast(first),
    urls: services.map(({ url }) => url),
    query,

    /** To one of them after the other. */
    async deliver(event: Stripe.Event): Promise<number> {
      const { url = '' } = services[turn++ % services.length] ?? {};
      return (await deliver(url, event, settings.STRIPE_WEBHOOK_SECRET[0] ?? '')).status;
    },

    /** What Stripe has said since, oldest first. */
    async eventsSince(last: string | undefined): Promise<Stripe.Event[]> {
      const newestFirst = stripe.events.list({ limit: 100, ...(last && { ending_before: last }) });
      const events = await newestFirst.autoPagingToArray({ limit: 1000 });
      return last ? events : events.toReversed();
    },

    async newestEvent(): Promise<string | undefined> {
      return (await stripe.events.list({ limit: 1 })).data[0]?.id;
    },

    /** Nothing waits in the inbox, and nothing is parked. */
    async quiet(): Promise<void> {
      await eventually(
        async () => {
          await query("update stripe_events set next_attempt_at = now() where state = 'retrying'");
          for (const { app } of services) app.get(Drainer, { strict: false }).wake();
          return query("select type, state, note from stripe_events where state in ('received', 'retrying')");
        },
        (waiting) => waiting.length === 0,
        { within: 20_000 },
      );
      const parked = await query("select type, note from stripe_events where state = 'parked'");
      if (parked.length > 0) throw new Error(`parked: ${JSON.stringify(parked)}`);
    },

    /** What came of one purchase, all in all. */
    async effects(purchase: string, email: string): Promise<Record<string, unknown>> {
      const [row] = await query<Record<string, unknown>>(
        `select (select count(*) from payments where purchase_id = $1) payments,
           (select count(*) from ledger_entries where purchase_id = $1) entries,
           (select coalesce(sum(delta), 0)::int from ledger_entries where purchase_id = $1) people,
           (select count(*) from memberships where purchase_id = $1) memberships,
           (select count(*) from gifts where purchase_id = $1) gifts,
           (select count(*) from donations where purchase_id = $1) donations,
           (select count(*) from mails where recipient = $2) mails`,
        [purchase, email],
      );
      return row ?? {};
    },

    async close(): Promise<void> {
      await second.close();
      await first.close();
    },
  };
}

/** The same in an order of chance. */
export function shuffled<T>(items: T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

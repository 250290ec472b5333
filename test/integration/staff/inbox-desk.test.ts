import { register } from 'prom-client';
import { ParkedEvents } from '../../../src/payments/inbox/parked-events.js';
import { Stage } from '../stripe-events/stage.js';
import { staffToken } from '../../support/service.js';

/** What staff do with Stripe's events. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
}, 60_000);

afterAll(() => stage.close());

const query = (sql: string, values: unknown[] = []) => stage.product.dataSource.query(sql, values);

async function api(path: string, method = 'GET') {
  const answer = await fetch(`${stage.product.url}/api/staff/${path}`, {
    method,
    headers: { authorization: `Bearer ${staffToken}` },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Copies of an event that was applied, parked as if each had failed for a day. */
async function park(count: number): Promise<void> {
  await query(
    `insert into stripe_events (id, type, object_id, livemode, created, payload, state, attempts, note, handled_at)
     select e.id || '_parked_' || n, e.type, e.object_id, false, e.created, e.payload, 'parked', 12, 'it failed', now()
     from stripe_events e, generate_series(1, $1) n where e.type = 'checkout.session.completed' limit $1`,
    [count],
  );
}

/** Without the marks that React sets between pieces of text. */
const plain = (html: string): string => html.replaceAll('<!-- -->', '');

describe('the desk for events', () => {
  it('finds an event by its own id, an object’s and a purchase’s', async () => {
    const ann = await stage.member();
    await stage.member();
    const found = async (about: string) =>
      (
        (await api(`inbox?query=${encodeURIComponent(about)}`)).body.events as {
          type: string;
          objectId: string;
        }[]
      ).map(({ type }) => type);
    expect(await found(ann.session)).toEqual(['checkout.session.completed']);
    expect(await found(ann.subscription)).toContain('customer.subscription.created');
    const ofPurchase = await found(ann.purchase);
    expect(ofPurchase).toEqual(expect.arrayContaining(['checkout.session.completed', 'invoice.paid']));
    expect(await found('evt_nobody_sent')).toEqual([]);
  });

  it('says what an event brought', async () => {
    const ann = await stage.member();
    await stage.cast.refunds(ann, 100);
    await stage.cast.settled();
    const [{ id }] = await query(
      `select r.event_id as id from refunds r join payments y on y.id = r.payment_id where y.purchase_id = $1`,
      [ann.purchase],
    );
    const page = await fetch(`${stage.product.url}/staff/inbox/${id}`, {
      headers: { authorization: `Bearer ${staffToken}` },
    });
    const html = plain(await page.text());
    expect(html).toContain('a refund');
    expect(html).toContain(`payment refunded, to ${ann.email}`);
    expect(html).toContain(ann.purchase);
  });

  it('alarms administrators once an hour, however many are parked', async () => {
    await stage.member();
    await park(200);
    const parked = stage.product.service.app.get(ParkedEvents);
    await parked.alarm();
    await parked.alarm();
    await stage.mailTo('staff@example.test', 'wait for a person');
    const mails = await query(`select id from mails where template = 'events-parked'`);
    expect(mails).toHaveLength(1);
    expect(await register.metrics()).toMatch(/thousandfold_inbox_events\{state="parked"\} 200/);
    const again = async () => {
      await parked.alarm();
      return (await query(`select id from mails where template = 'events-parked'`)).length;
    };
    // An hour later: nothing was parked since, then something was.
    await query(
      `update mails set queued_at = now() - interval '61 minutes' where template = 'events-parked'`,
    );
    await query(`update stripe_events set handled_at = now() - interval '2 hours' where state = 'parked'`);
    expect(await again()).toBe(1);
    await query(`update stripe_events set handled_at = now() - interval '5 minutes' where id =
      (select min(id) from stripe_events where state = 'parked')`);
    expect(await again()).toBe(2);
    expect(await again()).toBe(2);
    const overview = await fetch(`${stage.product.url}/staff`, {
      headers: { authorization: `Bearer ${staffToken}` },
    });
    expect(await overview.text()).toContain('200 Stripe events are parked');
  });

  it('asks once before all parked ones are tried again', async () => {
    const page = async (path: string) => {
      const headers = { authorization: `Bearer ${staffToken}` };
      return plain(await (await fetch(`${stage.product.url}/staff/inbox${path}`, { headers })).text());
    };
    expect(await page('?state=parked')).toContain('href="/staff/inbox/replay"');
    expect(await page('/replay')).toContain('Try 200 parked events again?');
  });

  it('tries all parked ones again, with a line in the audit log', async () => {
    const [{ before }] = await query('select sum(delta)::int as before from ledger_entries');
    const { status, body } = await api('inbox/replay', 'POST');
    expect(status).toBe(202);
    expect(body).toEqual({ replayed: 200 });
    await stage.cast.settled();
    expect(await query(`select id from stripe_events where state = 'parked'`)).toEqual([]);
    const [{ after }] = await query('select sum(delta)::int as after from ledger_entries');
    expect(after).toBe(before);
    expect(await query(`select details from audit_entries where action = 'inbox.replay_parked'`)).toEqual([
      { details: { replayed: 200 } },
    ]);
  });
});

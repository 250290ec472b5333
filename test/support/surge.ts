import type { DataSource } from 'typeorm';
import { newId } from '../../src/common/ids.js';

export interface Surge {
  memberships: number;
  donations: number;
  /** Of two gifts each. */
  gifts: number;
}

/** Opens so many purchases for the sample campaign, and says that each was paid: the events' bodies. */
export async function makeSurge(dataSource: DataSource, surge: Surge): Promise<string[]> {
  const counts: [purpose: string, count: number][] = [
    ['membership', surge.memberships],
    ['donation', surge.donations],
    ['gift', surge.gifts],
  ];
  const bodies: string[] = [];
  for (const [purpose, count] of counts) {
    const ids = Array.from({ length: count }, () => newId());
    await openPurchases(dataSource, purpose, ids);
    bodies.push(...ids.map((id, place) => JSON.stringify(paid(id, `${purpose}-${place}`))));
  }
  return bodies;
}

const giver = { name: 'Ben', email: 'ben@example.test' };
const recipient = { name: null, email: null, message: null, deliverAt: null };
const details: Record<string, object> = {
  membership: { plan: 'supporter-month' },
  donation: {},
  gift: { plan: 'supporter-month', tier: 'supporter', months: 3, giver, recipients: [recipient, recipient] },
};

async function openPurchases(dataSource: DataSource, purpose: string, ids: string[]): Promise<void> {
  await dataSource.query(
    `insert into purchases (id, purpose, amount, currency, interval, quantity, description, product_key, livemode,
       details, campaign_id, created_at, expires_at)
     select unnest($1::uuid[]), $2, 1000, 'eur', $3, $4, 'A thing', 'thing', false, $5,
       (select id from campaigns where slug = 'birthday'), now(), now() + interval '31 minutes'`,
    [
      ids,
      purpose,
      purpose === 'membership' ? 'month' : 'once',
      purpose === 'gift' ? 2 : 1,
      details[purpose] ?? {},
    ],
  );
}

function paid(purchase: string, who: string): object {
  return {
    id: `evt_${who}`,
    object: 'event',
    type: 'checkout.session.completed',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: {
      object: {
        id: `cs_${who}`,
        object: 'checkout.session',
        mode: 'payment',
        status: 'complete',
        payment_status: 'paid',
        payment_intent: `pi_${who}`,
        amount_total: 1000,
        currency: 'eur',
        customer: null,
        subscription: null,
        client_reference_id: purchase,
        metadata: { purchase },
        customer_details: { email: `reader-${who}@example.test`, name: 'A reader' },
      },
    },
  };
}

import type { DataSource } from 'typeorm';
import type { Money } from '../../common/money.js';

export interface PurchaseDetail {
  id: string;
  purpose: string;
  status: string;
  description: string;
  price: Money;
  interval: string;
  quantity: number;
  email: string | null;
  name: string | null;
  createdAt: Date;
  paidAt: Date | null;
  flag: string | null;
  sessionId: string | null;
  subscriptionId: string | null;
  customerId: string | null;
  attribution: Record<string, string>;
  member: { id: string; name: string | null; email: string } | null;
  payments: {
    id: string;
    initial: boolean;
    price: Money;
    paidAt: string;
    eventId: string | null;
    refunds: {
      id: string;
      price: Money;
      status: string;
      reason: string | null;
      author: string | null;
      createdAt: string;
    }[];
    disputes: { id: string; price: Money; status: string; reason: string | null; createdAt: string }[];
  }[];
  gifts: {
    id: string;
    place: number;
    status: string;
    months: number;
    tier: string;
    recipientName: string | null;
    recipientEmail: string | null;
    claimUntil: string;
  }[];
  entries: {
    id: number;
    kind: string;
    delta: number;
    money: Money | null;
    at: string;
    slug: string;
    eventId: string | null;
  }[];
}

const price = `json_build_object('amount', amount, 'currency', currency) price`;
const list = (rows: string, order: string): string =>
  `(select coalesce(json_agg(r order by r."${order}"), '[]') from (${rows}) r)`;

const refunds = list(
  `select id, ${price}, status, reason, author, created_at "createdAt" from refunds where payment_id = y.id`,
  'createdAt',
);
const disputes = list(
  `select id, ${price}, status, reason, created_at "createdAt" from disputes where payment_id = y.id`,
  'createdAt',
);
const payments = list(
  `select y.id, y.initial, ${price}, y.paid_at "paidAt", y.event_id "eventId", ${refunds} refunds,
          ${disputes} disputes
   from payments y where y.purchase_id = p.id`,
  'paidAt',
);
const gifts = list(
  `select id, place, status, months, tier, recipient_name "recipientName", recipient_email "recipientEmail",
          claim_until "claimUntil"
   from gifts where purchase_id = p.id`,
  'place',
);
const entries = list(
  `select e.id, e.kind, e.delta, e.at, c.slug, e.event_id "eventId",
          case when e.currency is not null then json_build_object('amount', e.amount, 'currency', e.currency) end money
   from ledger_entries e join campaigns c on c.id = e.campaign_id where e.purchase_id = p.id`,
  'id',
);

export async function findPurchase(
  dataSource: DataSource,
  livemode: boolean,
  id: string,
): Promise<PurchaseDetail | null> {
  const [row] = await dataSource.query(
    `select p.id, p.purpose, p.status, p.description, ${price}, p.interval,
            p.quantity, p.email, p.name, p.created_at "createdAt", p.paid_at "paidAt", p.flag,
            p.session_id "sessionId", p.subscription_id "subscriptionId", p.customer_id "customerId", p.attribution,
            case when m.id is not null then json_build_object('id', m.id, 'name', m.name, 'email', m.email) end member,
            ${payments} payments, ${gifts} gifts, ${entries} entries
     from purchases p left join members m on m.id = p.member_id
     where p.id = $1 and p.livemode = $2`,
    [id, livemode],
  );
  return row ?? null;
}

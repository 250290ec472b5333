import type { DataSource } from 'typeorm';
import type { Money } from '../../common/money.js';

export interface MembershipRow {
  id: string;
  source: string;
  tier: string;
  status: string;
  startsAt: string;
  endsAt: string;
  cancelAt: string | null;
  /** Access goes on until then although a charge failed. */
  graceUntil: string | null;
  frozenAt: string | null;
  /** What is charged for each period now. */
  price: Money | null;
  endedAt: string | null;
  purchaseId: string | null;
}

export interface PurchaseRow {
  id: string;
  purpose: string;
  status: string;
  description: string;
  price: Money;
  createdAt: string;
  paidAt: string | null;
  flag: string | null;
}

export interface MemberGiftRow {
  id: string;
  role: 'giver' | 'redeemer';
  status: string;
  months: number;
  tier: string;
  giverName: string;
  recipientName: string | null;
  boughtAt: string;
  purchaseId: string;
}

export interface MemberDonationRow {
  id: string;
  price: Money;
  interval: string;
  status: string;
  donatedAt: string;
  purchaseId: string;
}

export interface MemberDetail {
  id: string;
  name: string | null;
  email: string;
  locale: string;
  createdAt: Date;
  firstPaidAt: Date | null;
  customerId: string | null;
  /** What it was changed to at Stripe, where it was. */
  billingEmail: string | null;
  memberships: MembershipRow[];
  gifts: MemberGiftRow[];
  donations: MemberDonationRow[];
  purchases: PurchaseRow[];
}

const list = (rows: string, order: string): string =>
  `(select coalesce(json_agg(r order by r."${order}" desc), '[]') from (${rows}) r)`;

const memberships = list(
  `select id, source, tier, status, starts_at "startsAt", ends_at "endsAt", cancel_at "cancelAt",
          grace_until "graceUntil", frozen_at "frozenAt",
          case when amount is not null then json_build_object('amount', amount, 'currency', currency) end price,
          ended_at "endedAt", purchase_id "purchaseId"
   from memberships where member_id = m.id`,
  'startsAt',
);
const gifts = list(
  `select id, case when redeemer_id = m.id then 'redeemer' else 'giver' end "role", status, months, tier,
          giver_name "giverName", recipient_name "recipientName", bought_at "boughtAt", purchase_id "purchaseId"
   from gifts where (redeemer_id = m.id or lower(giver_email) = m.normalised_email)
     and livemode = m.livemode`,
  'boughtAt',
);
const donations = list(
  `select id, json_build_object('amount', amount, 'currency', currency) price, interval, status,
          donated_at "donatedAt", purchase_id "purchaseId"
   from donations where (member_id = m.id or lower(email) = m.normalised_email) and livemode = m.livemode`,
  'donatedAt',
);
const purchases = list(
  `select id, purpose, status, description, json_build_object('amount', amount, 'currency', currency) price,
          created_at "createdAt", paid_at "paidAt", flag
   from purchases where (member_id = m.id or lower(email) = m.normalised_email) and livemode = m.livemode`,
  'createdAt',
);

export async function findMember(
  dataSource: DataSource,
  livemode: boolean,
  id: string,
): Promise<MemberDetail | null> {
  const [row] = await dataSource.query(
    `select m.id, m.name, m.email, m.locale, m.created_at "createdAt", m.first_paid_at "firstPaidAt",
            m.customer_id "customerId",
            (select c.billing_email from stripe_customers c
             where c.email = m.normalised_email and c.livemode = m.livemode) "billingEmail", ${memberships} memberships, ${gifts} gifts, ${donations} donations,
            ${purchases} purchases
     from members m where m.id = $1 and m.livemode = $2`,
    [id, livemode],
  );
  return row ?? null;
}

import type { DataSource } from 'typeorm';
import type { Money } from '../../common/money.js';
import type { Membership } from '../../members/membership.js';

export type HeldMembership = Pick<
  Membership,
  | 'id'
  | 'source'
  | 'status'
  | 'startsAt'
  | 'endsAt'
  | 'graceUntil'
  | 'frozenAt'
  | 'cancelAt'
  | 'endedAt'
  | 'chargeTo'
> & {
  /** The tier's name for readers. */
  name: string;
  /** What is charged, and how often; null for what is not charged. */
  price: Money | null;
  interval: 'month' | 'year' | null;
  paying: Paying | null;
};

/** What the payment pages of a running purchase need. */
export interface Paying {
  purchaseId: string;
  customerId: string;
  subscriptionId: string;
}

export interface HeldDonation {
  id: string;
  status: string;
  price: Money;
  interval: 'month' | 'year';
  paidUntil: Date | null;
  endedAt: Date | null;
  paying: Paying | null;
}

export interface HeldGift {
  id: string;
  months: number;
  giverName: string;
  at: Date;
}

export interface HeldByReader {
  name: string | null;
  memberships: HeldMembership[];
  donations: HeldDonation[];
  gifts: HeldGift[];
}

const paying = `case when u.customer_id is not null and u.subscription_id is not null then json_build_object(
  'purchaseId', u.id, 'customerId', u.customer_id, 'subscriptionId', u.subscription_id) end paying`;

const memberships = `
  select s.id, s.source, s.status, s.starts_at "startsAt", s.ends_at "endsAt", s.grace_until "graceUntil",
    s.frozen_at "frozenAt", s.cancel_at "cancelAt", s.ended_at "endedAt",
    s.charge_to "chargeTo",
    coalesce(p.name, (select name from plans where tier = s.tier order by position limit 1), s.tier) "name",
    case when s.amount is not null then json_build_object('amount', s.amount, 'currency', s.currency) end price,
    p.interval, ${paying}
  from members m join memberships s on s.member_id = m.id
    left join plans p on p.id = s.plan_id left join purchases u on u.id = s.purchase_id
  where m.normalised_email = $1 and m.livemode = $2
  order by s.starts_at desc limit 50`;

const donations = `
  select d.id, d.status, json_build_object('amount', d.amount, 'currency', d.currency) price, d.interval,
    d.paid_until "paidUntil", d.ended_at "endedAt", ${paying}
  from donations d join purchases u on u.id = d.purchase_id
  where d.interval <> 'once' and lower(d.email) = $1 and d.livemode = $2
  order by d.donated_at desc limit 50`;

/** Those that the reader redeemed. */
const gifts = `
  select g.id, g.months, g.giver_name "giverName", g.redeemed_at "at"
  from gifts g join members r on r.id = g.redeemer_id
  where r.normalised_email = $1 and g.livemode = $2
  order by "at" desc limit 50`;

/** All that belongs to an address whose holder has proven to hold it; the address is normalised. */
export async function heldBy(
  dataSource: DataSource,
  email: string,
  livemode: boolean,
): Promise<HeldByReader> {
  const ask = <T>(sql: string): Promise<T[]> => dataSource.query(sql, [email, livemode]);
  const [people, ...held] = await Promise.all([
    ask<{ name: string | null }>('select name from members where normalised_email = $1 and livemode = $2'),
    ask<HeldMembership>(memberships),
    ask<HeldDonation>(donations),
    ask<HeldGift>(gifts),
  ]);
  return { name: people[0]?.name ?? null, memberships: held[0], donations: held[1], gifts: held[2] };
}

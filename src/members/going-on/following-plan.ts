import type { EntityManager } from 'typeorm';
import { type Money, money } from '../../common/money.js';

/** What a member by gift would pay for, to keep what they have. */
export interface FollowingPlan {
  id: string;
  name: string;
  interval: 'month' | 'year';
  price: Money;
}

interface Row extends Omit<FollowingPlan, 'price'> {
  membershipId: string;
  amount: number;
  currency: string;
}

/** The plan that was given, by membership; where it is not sold any more, the first of its tier. None where there is neither. */
export async function followingPlans(
  manager: EntityManager,
  membershipIds: string[],
): Promise<Map<string, FollowingPlan>> {
  const rows: Row[] = await manager.query(
    `select m.id "membershipId", p.id, p.name, p.interval, p.amount, p.currency
     from memberships m cross join lateral (
       select * from plans where active and (id = m.plan_id or tier = m.tier)
       order by id is not distinct from m.plan_id desc, position, amount limit 1) p
     where m.id = any($1::uuid[])`,
    [membershipIds],
  );
  return new Map(
    rows.map(({ membershipId, amount, currency, ...plan }) => [
      membershipId,
      { ...plan, price: money(amount, currency) },
    ]),
  );
}

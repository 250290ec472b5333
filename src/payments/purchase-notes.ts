import type { EntityManager } from 'typeorm';

/** Whose purchase it turned out to be: known to the feature, once it is paid. */
export async function noteMembers(manager: EntityManager, members: Map<string, string>): Promise<void> {
  if (members.size === 0) return;
  await manager.query(
    `update purchases set member_id = new.member_id from unnest($1::uuid[], $2::uuid[]) as new (id, member_id)
     where purchases.id = new.id`,
    [[...members.keys()], [...members.values()]],
  );
}

export type Flag = 'second_membership' | 'fraud_warning' | typeof REFUND_FAILED;

/** The most pressing one: somebody waits for money that did not arrive. */
export const REFUND_FAILED = 'refund_failed';

/** Marks purchases that staff should look at; `flag` says why, the first to come stays. */
export async function flagPurchases(manager: EntityManager, ids: string[], flag: Flag): Promise<void> {
  if (ids.length === 0) return;
  await manager.query(
    'update purchases set flag = $2 where id = any($1::uuid[]) and (flag is null or $2 = $3)',
    [ids, flag, REFUND_FAILED],
  );
}

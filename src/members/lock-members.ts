import type { EntityManager } from 'typeorm';

/**
 * Locks members in the order in which joining locks them, so that two transactions never wait for each other: whoever
 * decides about one person's time, or whether they count, does so in a row.
 */
export async function lockMembers(manager: EntityManager, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await manager.query(
    'select id from members where id = any($1::uuid[]) order by normalised_email for no key update',
    [ids],
  );
}

/** The same for those whose memberships these purchases bought. */
export async function lockMembersOf(manager: EntityManager, purchaseIds: string[]): Promise<void> {
  if (purchaseIds.length === 0) return;
  await manager.query(
    `select id from members where id in (select member_id from memberships where purchase_id = any($1::uuid[]))
     order by normalised_email for no key update`,
    [purchaseIds],
  );
}

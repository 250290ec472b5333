import type { EntityManager } from 'typeorm';

/** Held in common by whoever makes customers known, and alone by whoever says that one is not. Any number will do. */
const KNOWING = 711_202;

/**
 * A customer is ours from the purchase on that they pay for. What was heard of them before it, and held for somebody else's,
 * is looked into again. The last step of its transaction: others wait for it from here on.
 */
export async function makeKnown(manager: EntityManager, customerIds: string[]): Promise<void> {
  if (customerIds.length === 0) return;
  await manager.query('select pg_advisory_xact_lock_shared($1)', [KNOWING]);
  await manager.query(
    `update stripe_events set state = 'received', note = null, next_attempt_at = now(), handled_at = null
     where object_id = any($1) and type in ('customer.updated', 'customer.deleted') and state = 'foreign'`,
    [customerIds],
  );
}

/** Which of these customers are nobody's here; none while another transaction makes some known, so that it is asked again. */
export async function strangersAmong(manager: EntityManager, customerIds: string[]): Promise<Set<string>> {
  // Waiting for it, two transactions could wait for each other.
  const [row]: { locked: boolean }[] = await manager.query('select pg_try_advisory_xact_lock($1) locked', [
    KNOWING,
  ]);
  if (!row?.locked) return new Set();
  const rows: { id: string }[] = await manager.query(
    `select told.id from unnest($1::text[]) as told (id)
     where not exists (select from purchases where purchases.customer_id = told.id)`,
    [customerIds],
  );
  return new Set(rows.map(({ id }) => id));
}

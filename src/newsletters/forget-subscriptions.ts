import type { EntityManager } from 'typeorm';

/** Deletes those that `condition` says, and whom their e-mails went to: only that one was sent stays. Returns how many. */
export async function forgetSubscriptions(
  manager: EntityManager,
  condition: string,
  values: unknown[],
): Promise<number> {
  const [rows]: [{ id: string }[]] = await manager.query(
    `delete from newsletter_subscriptions where ${condition} returning id`,
    values,
  );
  await manager.query(
    `update mails set recipient = '', params = null, state = case state when 'queued' then 'failed' else state end
     where about = any($1)`,
    [rows.map(({ id }) => id)],
  );
  return rows.length;
}

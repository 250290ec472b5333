import type { EntityManager } from 'typeorm';

/** An inbox row that waits to be handled. */
export interface DueEvent {
  id: string;
  type: string;
  objectId: string | null;
  attempts: number;
  created: Date;
  /** `data.object` of the event. */
  object: unknown;
}

/** Paid pages are told from the payload; all else needs Stripe, and must not hold them up. */
export type Lane = 'facts' | 'asked';

/** Literal, so that the planner sees which partial index fits. */
const inLane: Record<Lane, string> = {
  facts: "type like 'checkout.session.%'",
  asked: "type not like 'checkout.session.%'",
};

/**
 * Those that are due, oldest first; what another process holds right now is left to it. The ones that failed before come
 * separately (`retrying`), so that they cannot spoil a batch again and again.
 */
export async function findDue(
  executor: Pick<EntityManager, 'query'>,
  lane: Lane,
  state: 'received' | 'retrying',
  limit: number,
): Promise<DueEvent[]> {
  return executor.query(
    `select ${columns} from stripe_events where ${isDue(lane)} order by seq limit $2 for update skip locked`,
    [state, limit],
  );
}

/** Besides these, all others that are due about the same objects: what is read of one serves them all. */
export async function withKindred(
  executor: Pick<EntityManager, 'query'>,
  lane: Lane,
  state: 'received' | 'retrying',
  due: DueEvent[],
): Promise<DueEvent[]> {
  if (due.length === 0) return due;
  const kindred: DueEvent[] = await executor.query(
    `select ${columns} from stripe_events
     where ${isDue(lane)} and object_id = any($2) and id <> all($3) order by seq limit 1000 for update skip locked`,
    [state, due.map(({ objectId }) => objectId), due.map(({ id }) => id)],
  );
  return [...due, ...kindred];
}

const columns = `id, type, object_id as "objectId", attempts, created, payload->'data'->'object' as object`;

function isDue(lane: Lane): string {
  return `state in ('received', 'retrying') and state = $1 and ${inLane[lane]} and next_attempt_at <= now()`;
}

/** Holds the rows for this transaction; returns the ids of those that are still to be handled and nobody else's. */
export async function claim(manager: EntityManager, events: DueEvent[]): Promise<Set<string>> {
  const rows: { id: string }[] = await manager.query(
    `select id from stripe_events
     where id = any($1) and state in ('received', 'retrying')
     order by id for update skip locked`,
    [events.map(({ id }) => id)],
  );
  return new Set(rows.map(({ id }) => id));
}

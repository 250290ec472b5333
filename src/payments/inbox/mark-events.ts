import type { EntityManager } from 'typeorm';
import type { EventState } from './stripe-event.js';

export interface Verdict {
  id: string;
  state: Extract<EventState, 'applied' | 'ignored' | 'foreign'>;
  note: string | null;
}

/** Done with them: in the transaction that has their effects. */
export async function markHandled(manager: EntityManager, verdicts: Verdict[]): Promise<void> {
  if (verdicts.length === 0) return;
  await manager.query(
    `update stripe_events set state = done.state, note = done.note, attempts = attempts + 1, handled_at = now()
     from unnest($1::text[], $2::text[], $3::text[]) as done (id, state, note)
     where stripe_events.id = done.id`,
    [verdicts.map(({ id }) => id), verdicts.map(({ state }) => state), verdicts.map(({ note }) => note)],
  );
}

/** It failed: another attempt at a later time, or none until a person says so. */
export async function markFailed(
  executor: Pick<EntityManager, 'query'>,
  failure: { id: string; state: 'retrying' | 'parked'; note: string; delayMs: number },
): Promise<void> {
  await executor.query(
    `update stripe_events set state = $2, note = $3, attempts = attempts + 1,
       handled_at = case when $2 = 'parked' then now() end,
       next_attempt_at = now() + $4::double precision * interval '1 millisecond'
     where id = $1 and state in ('received', 'retrying')`,
    [failure.id, failure.state, failure.note, failure.delayMs],
  );
}

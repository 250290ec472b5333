import { CatchUp } from '../../src/payments/catch-up/catch-up.service.js';
import { GiftDelivery } from '../../src/gifts/gift-delivery.service.js';
import { eventually } from '../support/eventually.js';
import type { World } from './world.js';

/** What waits for a later attempt is tried now: nobody has to watch a simulation wait. */
async function hurry(world: World): Promise<void> {
  await world.query(
    `update stripe_events set next_attempt_at = now() where state = 'retrying' and next_attempt_at > now()`,
  );
  await world.query(
    `update pgboss.job set start_after = now()
     where name = 'cancel-subscription' and state = 'retry' and start_after > now()`,
  );
  // Whoever ran it was killed: that is found out after five minutes.
  await world.query(
    `update pgboss.job set state = 'retry', start_after = now()
     where name = 'cancel-subscription' and state = 'active' and started_on < now() - interval '3 seconds'`,
  );
}

interface Left {
  events: number;
  jobs: number;
}

/** Every event that is here is handled, and every job that speaks to Stripe is done. */
export async function quiet(world: World): Promise<void> {
  await eventually(
    async () => {
      await hurry(world);
      const [left] = await world.query<Left>(
        `select (select count(*)::int from stripe_events where state in ('received', 'retrying')) as events,
           (select count(*)::int from pgboss.job
              where name = 'cancel-subscription' and state in ('created', 'retry', 'active')) as jobs`,
      );
      return left;
    },
    (left) => left?.events === 0 && left.jobs === 0,
    { within: 120_000, every: 25 },
  );
}

/** Nothing more follows from anything: catching up brings nothing that was not known, and all is handled. */
export async function settle(world: World): Promise<void> {
  await quiet(world);
  for (;;) {
    const { added, unfinished } = await world.part(CatchUp).run();
    await quiet(world);
    if (added === 0 && !unfinished) break;
  }
  await world.part(GiftDelivery).sweep();
}

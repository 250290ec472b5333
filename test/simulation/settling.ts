import { CatchUp } from '../../src/payments/catch-up/catch-up.service.js';
import { GiftSweep } from '../../src/gifts/gift-sweep.service.js';
import { ChargeMoves } from '../../src/members/charge-moves/charge-moves.service.js';
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

/** How much is still to be done: events to be handled, and jobs that speak to Stripe. */
async function left(world: World): Promise<number> {
  await hurry(world);
  const [row] = await world.query<{ left: number }>(
    `select ((select count(*) from stripe_events where state in ('received', 'retrying')) + (select count(*)
       from pgboss.job where name = 'cancel-subscription' and state in ('created', 'retry', 'active')))::int as left`,
  );
  return row?.left ?? 0;
}

/** Gives the service so long to get everything done although things fail. */
export async function struggle(world: World, ms: number): Promise<void> {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline && (await left(world)) > 0)
    await new Promise((resolve) => setTimeout(resolve, 25));
}

async function quiet(world: World): Promise<void> {
  await eventually(
    () => left(world),
    (count) => count === 0,
    { within: 120_000, every: 25 },
  );
}

/** What waits for a later try at moving a charge is tried now, and given up until there is news. */
async function moveCharges(world: World): Promise<void> {
  await chargesMoved(world);
  await world.query(`delete from pgboss.job where name = 'move-charge' and state = 'retry'`);
  await world.part(ChargeMoves).moveForgotten();
  await chargesMoved(world);
}

/** Stripe has been asked for all charges to be moved, or has said that it is not the time. */
export async function chargesMoved(world: World): Promise<void> {
  await eventually(
    async () => {
      // Whoever ran it was killed.
      await world.query(
        `update pgboss.job set state = 'retry' where name = 'move-charge' and state = 'active'
         and started_on < now() - interval '3 seconds'`,
      );
      return world.query(
        `select 1 from pgboss.job where name = 'move-charge' and state in ('created', 'active')`,
      );
    },
    ({ length }) => length === 0,
    { within: 60_000, every: 25 },
  );
}

/** Nothing more follows from anything: catching up brings nothing that was not known, and all is handled. */
export async function settle(world: World): Promise<void> {
  await quiet(world);
  for (;;) {
    await moveCharges(world);
    const { added, unfinished } = await world.part(CatchUp).run();
    await quiet(world);
    if (added === 0 && !unfinished) break;
  }
  await world.part(GiftSweep).sweep();
}

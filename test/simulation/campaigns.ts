import { DAY } from './model/calendar.js';
import { plans } from './model/prices.js';
import type { Campaign } from './model/model.js';
import type { World } from './world.js';

/** The sample newsroom's campaign, and one beside it that ends later and counts who comes back. */
export async function campaignsOf(world: World): Promise<Campaign[]> {
  await world.query(
    `insert into campaigns (id, slug, title, headline, story, published, goal_kind, goal_target, starts_at, ends_at,
       time_zone, livemode, count_returning)
     select gen_random_uuid(), 'spring', title, headline, story, published, goal_kind, goal_target, starts_at,
       ends_at + $1 * interval '1 millisecond', time_zone, livemode, true
     from campaigns`,
    [30 * DAY],
  );
  const rows = await world.query<{ slug: string; startsAt: Date; endsAt: Date; countReturning: boolean }>(
    `select slug, starts_at "startsAt", ends_at "endsAt", count_returning "countReturning" from campaigns order by slug`,
  );
  return rows.map(({ startsAt, endsAt, ...rest }) => ({
    ...rest,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
  }));
}

/** The free days of the price list that the model knows. */
export async function offerTrials(world: World): Promise<void> {
  for (const [plan, { trialDays }] of Object.entries(plans))
    await world.query('update plans set trial_days = $2 where id = $1', [plan, trialDays]);
}

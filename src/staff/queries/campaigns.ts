import type { DataSource } from 'typeorm';

export interface CampaignRow {
  id: string;
  slug: string;
  title: string;
  published: boolean;
  goal: { kind: 'members' | 'money'; target: number; currency: string | null };
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  /** What the goal is measured in: people, or minor units of its currency. */
  value: number;
  baseline: number;
  /** The number as it was frozen, by how many rows, and the SHA-256 over these; null while it still moves. */
  frozen: { at: string; value: number; entries: number; digest: string } | null;
}

const columns = `
  c.id, c.slug, c.title, c.published, c.starts_at "startsAt", c.ends_at "endsAt", c.time_zone "timeZone", c.baseline,
  (select json_build_object('at', r.frozen_at, 'entries', r.entries, 'digest', r.digest, 'value',
     case when c.goal_kind = 'members' then r.progress->'count' else r.progress->'amount'->'amount' end)
     from campaign_results r where r.campaign_id = c.id) frozen,
  json_build_object('kind', c.goal_kind, 'target', c.goal_target, 'currency', c.goal_currency) goal,
  c.baseline + coalesce((
    select sum(case when c.goal_kind = 'members' then t.delta else t.counted end)
    from campaign_tallies t where t.campaign_id = c.id), 0)::bigint "value"`;

/** Those that run first, then the newest. */
export function listCampaigns(dataSource: DataSource, livemode: boolean, now: Date): Promise<CampaignRow[]> {
  return dataSource.query(
    `select ${columns} from campaigns c where c.livemode = $1
     order by (c.starts_at <= $2 and $2 < c.ends_at) desc, c.starts_at desc`,
    [livemode, now],
  );
}

export async function findCampaign(
  dataSource: DataSource,
  livemode: boolean,
  slug: string,
): Promise<CampaignRow | null> {
  const [row] = await dataSource.query(
    `select ${columns} from campaigns c where c.livemode = $1 and c.slug = $2`,
    [livemode, slug],
  );
  return row ?? null;
}

import type { DataSource } from 'typeorm';
import type { AttributionKey } from '../../payments/purchase.js';
import type { CampaignRow } from './campaigns.js';

/** One local day on which something was counted. */
export interface DayRow {
  /** `2026-11-22` in the campaign's zone. */
  day: string;
  change: number;
}

/** What the goal measures, of a ledger entry `e`. */
const measured = `case when $2 = 'members' then e.delta else coalesce(e.counted, 0) end`;

export function countByDay(dataSource: DataSource, campaign: CampaignRow): Promise<DayRow[]> {
  const { id, goal, timeZone } = campaign;
  return dataSource.query(
    `select to_char(e.at at time zone $3, 'YYYY-MM-DD') "day", sum(${measured})::bigint change
     from ledger_entries e where e.campaign_id = $1 group by 1 order by 1`,
    [id, goal.kind, timeZone],
  );
}

export interface SourceRow {
  /** As the reader's link said; null for those who came by none; `adjustment` for what staff wrote by hand. */
  source: string | null;
  entries: number;
  change: number;
}

/** By one mark of the way that readers came. */
export function countBySource(
  dataSource: DataSource,
  campaign: CampaignRow,
  by: AttributionKey = 'source',
): Promise<SourceRow[]> {
  const { id, goal } = campaign;
  return dataSource.query(
    `select case when e.kind = 'adjustment' then 'adjustment' else nullif(p.attribution ->> $3, '') end source,
            count(*) entries, sum(${measured})::bigint change
     from ledger_entries e left join purchases p on p.id = e.purchase_id
     where e.campaign_id = $1
     group by 1 having sum(${measured}) <> 0 order by 3 desc, 1 limit 30`,
    [id, goal.kind, by],
  );
}

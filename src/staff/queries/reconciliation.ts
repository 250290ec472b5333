import type { DataSource } from 'typeorm';
import type { EventState } from '../../payments/inbox/stripe-event.js';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './paging.js';

/** One comparison of Stripe's objects with ours. */
export interface ReportRow {
  id: string;
  since: Date;
  fix: boolean;
  compared: number;
  foreign: number;
  differences: number;
  startedAt: Date;
  /** Null while it is under way, or broken off. */
  finishedAt: Date | null;
}

/** What Stripe says of an object, and what we say. */
export interface DifferenceRow {
  /** Its number in the report, from 1. */
  place: number;
  objectId: string;
  purchaseId: string | null;
  stripe: string;
  ours: string;
  /** The event that puts it right, and how far that has come. */
  eventId: string | null;
  eventState: EventState | null;
}

const report = `r.id, r.since, r.fix, r.compared, r."foreign", r.started_at "startedAt", r.finished_at "finishedAt",
  (select count(*) from reconciliation_differences d where d.run_id = r.id) differences`;

/** Newest first. */
export async function listReports(
  dataSource: DataSource,
  livemode: boolean,
  { cursor }: { cursor?: string },
): Promise<Page<ReportRow>> {
  const rows: ReportRow[] = await dataSource.query(
    `select ${report} from reconciliations r
     where r.livemode = $1 and ($2::text is null or r.id::text < $2)
     order by r.id desc limit ${PAGE_SIZE + 1}`,
    [livemode, ...afterCursor(cursor, ['uuid'])],
  );
  return pageOf(rows, ({ id }) => [id]);
}

export async function findReport(
  dataSource: DataSource,
  livemode: boolean,
  id: string,
): Promise<ReportRow | null> {
  const rows: ReportRow[] = await dataSource.query(
    `select ${report} from reconciliations r where r.id = $1 and r.livemode = $2`,
    [id, livemode],
  );
  return rows[0] ?? null;
}

export async function listDifferences(
  dataSource: DataSource,
  reportId: string,
  { cursor }: { cursor?: string },
): Promise<Page<DifferenceRow>> {
  const [after] = afterCursor(cursor, ['number']);
  const rows: DifferenceRow[] = await dataSource.query(
    `select * from (
       select row_number() over (order by d.object_id) place, d.object_id "objectId", d.purchase_id "purchaseId",
         d.stripe, d.ours, d.event_id "eventId", e.state "eventState"
       from reconciliation_differences d left join stripe_events e on e.id = d.event_id
       where d.run_id = $1) numbered
     where place > $2 order by place limit ${PAGE_SIZE + 1}`,
    [reportId, typeof after === 'number' ? after : 0],
  );
  return pageOf(rows, ({ place }) => [place]);
}

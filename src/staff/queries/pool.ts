import type { DataSource } from 'typeorm';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './paging.js';

export interface PoolRow {
  id: string;
  name: string;
  email: string;
  confirmedAt: Date;
  servedAt: Date | null;
  /** What they got. */
  giftId: string | null;
  /** 1 for who is next; null for who has one. */
  place: number | null;
}

/** Who waits for a membership, or got one, the newest first. Who has not confirmed their address is nobody's business. */
export async function listPool(
  dataSource: DataSource,
  livemode: boolean,
  { cursor }: { cursor?: string },
): Promise<Page<PoolRow>> {
  const rows: (PoolRow & { key: string })[] = await dataSource.query(
    `select r.id, r.name, r.email, r.confirmed_at "confirmedAt", r.served_at "servedAt", r.gift_id "giftId",
       case when r.served_at is null then (select count(*)::int from pool_requests o where o.livemode = $1
         and o.served_at is null and (o.confirmed_at, o.id) <= (r.confirmed_at, r.id)) end place,
       r.confirmed_at::text key
     from pool_requests r
     where r.livemode = $1 and r.confirmed_at is not null
       and ($2::timestamptz is null or (r.confirmed_at, r.id) < ($2::timestamptz, $3::uuid))
     order by r.confirmed_at desc, r.id desc limit ${PAGE_SIZE + 1}`,
    [livemode, ...afterCursor(cursor, ['time', 'uuid'])],
  );
  const page = pageOf(rows, (row) => [row.key, row.id]);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}

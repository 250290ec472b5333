import type { DataSource } from 'typeorm';
import type { Money } from '../../common/money.js';
import { containing } from './containing.js';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './paging.js';

export interface DonationRow {
  id: string;
  name: string | null;
  email: string | null;
  price: Money;
  interval: string;
  status: string;
  dedication: string | null;
  donatedAt: Date;
  paidUntil: Date | null;
  purchaseId: string;
  memberId: string | null;
}

export async function listDonations(
  dataSource: DataSource,
  livemode: boolean,
  { query, cursor }: { query?: string; cursor?: string },
): Promise<Page<DonationRow>> {
  const rows: (DonationRow & { key: string })[] = await dataSource.query(
    `select id, name, email, json_build_object('amount', amount, 'currency', currency) price, interval, status,
            dedication, donated_at "donatedAt", paid_until "paidUntil", purchase_id "purchaseId",
            member_id "memberId", donated_at::text key
     from donations
     where livemode = $1 and ($2::text is null or concat_ws(' ', name, email) ilike $2)
       and ($3::timestamptz is null or (donated_at, id) < ($3::timestamptz, $4::uuid))
     order by donated_at desc, id desc limit ${PAGE_SIZE + 1}`,
    [livemode, containing(query), ...afterCursor(cursor, ['time', 'uuid'])],
  );
  const page = pageOf(rows, (row) => [row.key, row.id]);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}

import type { DataSource } from 'typeorm';
import { containing } from './containing.js';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './paging.js';

export interface MemberRow {
  id: string;
  name: string | null;
  email: string;
  createdAt: Date;
  firstPaidAt: Date | null;
  /** The membership that ends last; null for somebody who only gave or donated. */
  membership: { tier: string; status: string; source: string; endsAt: string; running: boolean } | null;
}

export const memberStatuses = ['member', 'former', 'never'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

const running = `starts_at <= $2 and ends_at > $2 and ended_at is null`;
const statuses: Record<MemberStatus, string> = {
  member: `exists (select from memberships s where s.member_id = m.id and ${running})`,
  former: `exists (select from memberships s where s.member_id = m.id)
           and not exists (select from memberships s where s.member_id = m.id and ${running})`,
  never: `not exists (select from memberships s where s.member_id = m.id)`,
};

/** Newest first; `query` is a part of an address or a name. */
export async function listMembers(
  dataSource: DataSource,
  livemode: boolean,
  now: Date,
  { query, status, cursor }: { query?: string; status?: MemberStatus; cursor?: string },
): Promise<Page<MemberRow>> {
  const rows: (MemberRow & { key: string })[] = await dataSource.query(
    `select m.id, m.name, m.email, m.created_at "createdAt", m.first_paid_at "firstPaidAt", m.created_at::text key,
       (select json_build_object('tier', s.tier, 'status', s.status, 'source', s.source, 'endsAt', s.ends_at,
                                 'running', ${running})
        from memberships s where s.member_id = m.id order by (${running}) desc, s.ends_at desc limit 1) membership
     from members m
     where m.livemode = $1 and ($3::text is null or m.normalised_email like lower($3) or m.name ilike $3)
       and ${status ? statuses[status] : 'true'}
       and ($4::timestamptz is null or (m.created_at, m.id) < ($4::timestamptz, $5::uuid))
     order by m.created_at desc, m.id desc limit ${PAGE_SIZE + 1}`,
    [livemode, now, containing(query), ...afterCursor(cursor, ['time', 'uuid'])],
  );
  const page = pageOf(rows, (row) => [row.key, row.id]);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}

import type { DataSource } from 'typeorm';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './paging.js';

export interface AuditRow {
  id: number;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  details: Record<string, unknown>;
}

export async function listAudit(
  dataSource: DataSource,
  { cursor }: { cursor?: string },
): Promise<Page<AuditRow>> {
  const rows: AuditRow[] = await dataSource.query(
    `select id, at, actor, action, subject, details from audit_entries
     where ($1::bigint is null or id < $1::bigint) order by id desc limit ${PAGE_SIZE + 1}`,
    afterCursor(cursor, ['number']),
  );
  return pageOf(rows, (row) => [row.id]);
}

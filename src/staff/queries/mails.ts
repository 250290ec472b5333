import type { DataSource } from 'typeorm';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './paging.js';

export interface MailRow {
  id: string;
  template: string;
  recipient: string;
  state: 'queued' | 'sent' | 'failed';
  attempts: number;
  error: string | null;
  queuedAt: Date;
  sentAt: Date | null;
}

/** What was said in them is not kept. */
export async function listMails(
  dataSource: DataSource,
  { state, cursor }: { state?: MailRow['state']; cursor?: string },
): Promise<Page<MailRow>> {
  const rows: (MailRow & { key: string })[] = await dataSource.query(
    `select id, template, recipient, state, attempts, error, queued_at "queuedAt", sent_at "sentAt", queued_at::text key
     from mails
     where ($1::text is null or state = $1)
       and ($2::timestamptz is null or (queued_at, id) < ($2::timestamptz, $3::uuid))
     order by queued_at desc, id desc limit ${PAGE_SIZE + 1}`,
    [state ?? null, ...afterCursor(cursor, ['time', 'uuid'])],
  );
  const page = pageOf(rows, (row) => [row.key, row.id]);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}

import type { DataSource } from 'typeorm';
import { containing } from './containing.js';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './paging.js';

export const giftStatuses = [
  'bought',
  'delivered',
  'pooled',
  'redeemed',
  'expired',
  'refunded',
  'void',
] as const;
/** What a list can show: a status, or those whose e-mail came back. */
export const giftFilters = [...giftStatuses, 'undeliverable'] as const;
export type GiftFilter = (typeof giftFilters)[number];
export type GiftStatus = (typeof giftStatuses)[number];

export interface GiftRow {
  id: string;
  status: GiftStatus;
  months: number;
  tier: string;
  giverName: string;
  giverEmail: string;
  recipientName: string | null;
  recipientEmail: string | null;
  boughtAt: Date;
  deliverAt: Date;
  deliveredAt: Date | null;
  claimUntil: Date;
  bouncedAt: Date | null;
  redeemedAt: Date | null;
  redeemer: { id: string; name: string | null; email: string } | null;
  purchaseId: string;
  /** Should have been delivered by now. */
  late: boolean;
}

export async function listGifts(
  dataSource: DataSource,
  livemode: boolean,
  now: Date,
  { status, query, cursor }: { status?: GiftFilter; query?: string; cursor?: string },
): Promise<Page<GiftRow>> {
  const rows: (GiftRow & { key: string })[] = await dataSource.query(
    `select g.id, g.status, g.months, g.tier, g.giver_name "giverName", g.giver_email "giverEmail",
            g.recipient_name "recipientName", g.recipient_email "recipientEmail", g.bought_at "boughtAt",
            g.deliver_at "deliverAt", g.delivered_at "deliveredAt", g.claim_until "claimUntil", g.bounced_at "bouncedAt",
            g.redeemed_at "redeemedAt", g.purchase_id "purchaseId", g.bought_at::text key,
            g.status = 'bought' and g.recipient_email is not null
              and g.deliver_at < $2::timestamptz - interval '15 minutes' late,
            case when m.id is not null then json_build_object('id', m.id, 'name', m.name, 'email', m.email) end redeemer
     from gifts g left join members m on m.id = g.redeemer_id
     where g.livemode = $1 and ($3::text is null or g.status = $3
         or $3 = 'undeliverable' and g.status = 'delivered' and g.bounced_at is not null)
       and ($4::text is null or concat_ws(' ', g.giver_name, g.giver_email, g.recipient_name, g.recipient_email) ilike $4)
       and ($5::timestamptz is null or (g.bought_at, g.id) < ($5::timestamptz, $6::uuid))
     order by g.bought_at desc, g.id desc limit ${PAGE_SIZE + 1}`,
    [livemode, now, status ?? null, containing(query), ...afterCursor(cursor, ['time', 'uuid'])],
  );
  const page = pageOf(rows, (row) => [row.key, row.id]);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}

import type { EntityManager } from 'typeorm';

/** How somebody stands in a campaign's number already. */
export interface PersonStanding {
  /** What refunds and disputes have taken away of their entry. */
  missing: number;
  entryId: number | null;
}

export const COUNTED: PersonStanding = { missing: 0, entryId: null };

export function standingKey(campaignId: string, memberId: string): string {
  return `${campaignId} ${memberId}`;
}

type Row = { campaignId: string; memberId: string } & PersonStanding;

/** By campaign and member: who joined or came back, also if it was taken back since, and who redeemed a gift that counts. */
export async function personStandings(
  manager: EntityManager,
  memberIds: string[],
): Promise<Map<string, PersonStanding>> {
  const ids = [...new Set(memberIds)];
  const rows: Row[] = await manager.query(`${byGift} union all ${byJoining}`, [ids]);
  // A person's own entry comes last, and stands.
  return new Map(rows.map(({ campaignId, memberId, ...row }) => [standingKey(campaignId, memberId), row]));
}

const net = `e.delta + coalesce((select sum(r.delta) from ledger_entries r where r.reverses_id = e.id), 0)`;

const byJoining = `
  select e.campaign_id "campaignId", e.member_id "memberId", (e.delta - (${net}))::bigint missing, e.id "entryId"
  from ledger_entries e
  where e.member_id = any($1::uuid[]) and e.kind in ('membership', 'returning') and e.source = 'member:' || e.member_id`;

const byGift = `
  select g.campaign_id "campaignId", g.member_id "memberId", 0::bigint missing, null::bigint "entryId"
  from ledger_entries g join ledger_entries e on e.campaign_id = g.campaign_id and e.source = g.source
  where g.member_id = any($1::uuid[]) and g.kind = 'gift_redemption' and e.kind in ('gift', 'gift_redemption')
  group by g.campaign_id, g.member_id, g.source having sum(${net}) > 0`;

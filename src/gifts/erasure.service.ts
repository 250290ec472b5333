import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { addDays } from '../common/dates.js';
import { toRecipients } from './delivery-mail.js';

const DAYS_AFTER_DEADLINE = 30;
const AT_A_TIME = 500;

interface Unclaimed {
  id: string;
  purchaseId: string;
  place: number;
}

/** Forgets whom a gift was for, once it is long past its deadline and nobody has claimed it. */
@Injectable()
export class GiftErasure {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async eraseDue(): Promise<void> {
    let erased;
    do erased = await this.dataSource.transaction((manager) => this.eraseSome(manager));
    while (erased === AT_A_TIME);
  }

  private async eraseSome(manager: EntityManager): Promise<number> {
    const now = this.clock.now();
    const gifts: Unclaimed[] = await manager.query(
      `select id, purchase_id "purchaseId", place from gifts
       where redeemed_at is null and erased_at is null and frozen_at is null and claim_until <= $1
       order by claim_until limit ${AT_A_TIME} for update skip locked`,
      [addDays(now, -DAYS_AFTER_DEADLINE)],
    );
    if (gifts.length === 0) return 0;
    await forgetRecipients(manager, gifts);
    await manager.query('update gifts set erased_at = $2 where id = any($1)', [
      gifts.map(({ id }) => id),
      now,
    ]);
    return gifts.length;
  }
}

/** Whom gifts were for, and what was said to them, in every place where it stands. They are locked. */
export async function forgetRecipients(manager: EntityManager, gifts: Unclaimed[]): Promise<void> {
  const ids = gifts.map(({ id }) => id);
  await manager.query(
    `update gifts set recipient_name = null, recipient_email = null, message = null, held_for = null, held_until = null,
       next_nudge_at = null
     where id = any($1)`,
    [ids],
  );
  await eraseMails(manager, gifts);
  await manager.query('delete from gift_confirmations where gift_id = any($1)', [ids]);
  await eraseOrders(manager, gifts);
}

/** That something was sent stays; to whom and what it said goes. */
async function eraseMails(manager: EntityManager, gifts: Unclaimed[]): Promise<void> {
  const ids = gifts.map(({ id }) => id);
  await manager.query(
    `update mails set recipient = '', params = null, state = case state when 'queued' then 'failed' else state end
     where about = any($1) and template = any($2) or dedupe_key in
       (select 'gift-confirm:' || token_hash from gift_confirmations where gift_id = any($1))`,
    [ids, toRecipients],
  );
  // What could not be sent to their giver still says whom it was for.
  await manager.query(
    `update mails set params = null
     where (about = any($1) or dedupe_key = any($2)) and state = 'failed' and params is not null`,
    [ids, gifts.map(({ purchaseId }) => `gift-receipt:${purchaseId}`)],
  );
}

/** The order as it was paid names everybody too. */
async function eraseOrders(manager: EntityManager, gifts: Unclaimed[]): Promise<void> {
  const erased = '{"name": null, "email": null, "message": null}';
  await manager.query(
    `update purchases p set details = jsonb_set(details, '{recipients}',
       (select jsonb_agg(case when o.place = any(e.places) then o.recipient || $3::jsonb else o.recipient end order by o.place)
        from jsonb_array_elements(p.details->'recipients') with ordinality o (recipient, place)))
     from (select purchase_id, array_agg(place::bigint) places from unnest($1::uuid[], $2::int[]) g (purchase_id, place)
           group by purchase_id) e
     where p.id = e.purchase_id and jsonb_typeof(p.details->'recipients') = 'array'`,
    [gifts.map(({ purchaseId }) => purchaseId), gifts.map(({ place }) => place), erased],
  );
}

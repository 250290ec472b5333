import type { EntityManager } from 'typeorm';
import type { PaymentRecord } from '../records/payment-record.js';

export interface Back {
  back: 'nothing' | 'part' | 'all';
  /** Minor units, in the payment's currency. */
  refunded: number;
  disputed: boolean;
  lost: boolean;
}

/** All refunds and disputes of a payment together, as our rows show them now. */
export async function howMuchIsBack(manager: EntityManager, payment: PaymentRecord): Promise<Back> {
  const [row]: Omit<Back, 'back'>[] = await manager.query(
    `select
       (select coalesce(sum(amount), 0)::bigint from refunds
        where payment_id = $1 and status not in ('failed', 'canceled')) as refunded,
       exists (select from disputes where payment_id = $1 and funds_withdrawn) as disputed,
       exists (select from disputes where payment_id = $1 and funds_withdrawn and status = 'lost') as lost`,
    [payment.id],
  );
  const { refunded, disputed, lost } = row ?? { refunded: 0, disputed: false, lost: false };
  if (refunded === 0) return { back: 'nothing', refunded, disputed, lost };
  return { back: refunded >= payment.amount ? 'all' : 'part', refunded, disputed, lost };
}

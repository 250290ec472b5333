import type Stripe from 'stripe';
import { formatMoney } from '../money.js';
import type { Problem } from './pay-form.js';

interface DiscountProps {
  session: Stripe.Checkout.Session;
  problem: Problem | null;
}

/** What is taken off, and the field for a code where the page takes one. */
export function Discount({ session, problem }: DiscountProps) {
  const off = session.total_details?.amount_discount ?? 0;
  const wrong = problem?.field === 'promotionCode';
  return (
    <>
      {off > 0 && <p>{`Discount: −${formatMoney(off, session.currency ?? 'eur')}`}</p>}
      {session.allow_promotion_codes && (
        <form method="post" action={`/c/pay/${session.id}/promotion`} className="field">
          <label htmlFor="promotionCode">Promotion code</label>
          <input
            id="promotionCode"
            name="promotionCode"
            autoComplete="off"
            maxLength={500}
            required
            aria-invalid={wrong || undefined}
          />
          <button type="submit">Apply</button>
        </form>
      )}
    </>
  );
}

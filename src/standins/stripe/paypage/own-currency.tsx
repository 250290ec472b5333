import type Stripe from 'stripe';
import { PRESENTED, presented } from '../billing/presentment.js';
import { formatMoney } from '../money.js';

interface OwnCurrencyProps {
  session: Stripe.Checkout.Session;
  chosen: string | null;
}

/** Adaptive Pricing: the payer may see and pay the price in another currency than the account's. */
export function OwnCurrency({ session, chosen }: OwnCurrencyProps) {
  const { amount_total: amount, currency, adaptive_pricing: adaptive } = session;
  if (!adaptive?.enabled || !amount || !currency) return null;
  const own = chosen && presented(amount, currency, chosen);
  return (
    <>
      {own && <p>{`You pay ${formatMoney(own.presentment_amount, own.presentment_currency)}.`}</p>}
      <details>
        <summary>Pay in another currency</summary>
        <form method="post" action={`/c/pay/${session.id}/currency`} className="field">
          <select name="currency" aria-label="Another currency" defaultValue={chosen ?? currency}>
            {[...new Set([currency, ...PRESENTED])].map((code) => (
              <option key={code} value={code}>
                {code.toUpperCase()}
              </option>
            ))}
          </select>
          <button type="submit">Choose</button>
        </form>
      </details>
    </>
  );
}

import type Stripe from 'stripe';
import { hasEnded, runs } from '../billing/renewals.js';
import { periodEnd } from '../billing/subscriptions.js';
import { priceWords } from '../paypage/wording.js';

interface SubscriptionProps {
  session: string;
  row: Stripe.Subscription;
  features: Stripe.BillingPortal.Configuration.Features;
  prices: Stripe.Price[];
}

/** One subscription, with the buttons that the portal's configuration allows. */
export function Subscription({ session, row, features, prices }: SubscriptionProps) {
  const ends = row.cancel_at !== null;
  const pausable = features.subscription_pause.enabled && row.status === 'active';
  const others = prices.filter(({ id }) => row.items.data.every((item) => item.price.id !== id));
  return (
    <div className="panel">
      {row.items.data.map((item) => (
        <p key={item.id}>{priceWords((item.price.unit_amount ?? 0) * (item.quantity ?? 1), item.price)}</p>
      ))}
      <p className="soft">{stateOf(row)}</p>
      {!hasEnded(row) && (
        <form method="post" action={`/p/session/${session}/subscriptions/${row.id}`}>
          {features.subscription_cancel.enabled && runs(row) && (
            <button type="submit" name="do" value={ends ? 'keep' : 'cancel'}>
              {ends ? 'Don’t cancel' : 'Cancel subscription'}
            </button>
          )}
          {pausable && (
            <button type="submit" name="do" value="pause">
              Pause subscription
            </button>
          )}
          {row.status === 'paused' && (
            <button type="submit" name="do" value="resume">
              Resume subscription
            </button>
          )}
        </form>
      )}
      {runs(row) && others.length > 0 && <Switch session={session} row={row} prices={others} />}
    </div>
  );
}

function Switch({ session, row, prices }: Omit<SubscriptionProps, 'features'>) {
  return (
    <form method="post" action={`/p/session/${session}/subscriptions/${row.id}`}>
      <select name="price" aria-label="Another plan">
        {prices.map((price) => (
          <option key={price.id} value={price.id}>
            {priceWords(price.unit_amount ?? 0, price)}
          </option>
        ))}
      </select>
      <button type="submit" name="do" value="switch">
        Switch plan
      </button>
    </form>
  );
}

function stateOf(row: Stripe.Subscription): string {
  if (!runs(row)) return `It is ${row.status.replaceAll('_', ' ')}.`;
  const until = date(periodEnd(row));
  return row.cancel_at === null ? `It renews on ${until}.` : `It ends on ${date(row.cancel_at)}.`;
}

export function date(seconds: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}

import type Stripe from 'stripe';
import { paramsOf } from '../http/params.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import type { World } from '../world.js';
import { nothing } from './common.js';

const accountParams = paramsOf<Stripe.AccountRetrieveParams>()({});

export const ACCOUNT_ID = 'acct_1Standin000000000';

function account(): Stripe.Account {
  return {
    id: ACCOUNT_ID,
    object: 'account',
    business_type: 'company',
    charges_enabled: true,
    country: 'DE',
    default_currency: 'eur',
    details_submitted: true,
    email: 'newsroom@example.test',
    metadata: {},
    payouts_enabled: true,
    type: 'standard',
  };
}

function balance(world: World): Stripe.Balance {
  const sums = new Map<string, number>([['eur', 0]]);
  for (const { currency, net } of world.store.table('balance_transaction').after()) {
    sums.set(currency, (sums.get(currency) ?? 0) + net);
  }
  const pending = [...sums].map(([currency, amount]) => ({
    amount,
    currency,
    source_types: { card: amount },
  }));
  const available = pending.map(({ currency }) => ({ amount: 0, currency, source_types: { card: 0 } }));
  return { object: 'balance', available, livemode: false, pending };
}

export const accountRoutes: Route[] = [
  route('GET', '/v1/account', accountParams, account),
  route('GET', '/v1/balance', nothing, balance),
];

import type Stripe from 'stripe';
import { paramsOf, text } from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { listing, retrieve, within } from './common.js';

const PATH = '/v1/radar/early_fraud_warnings';

const listParams = paramsOf<Stripe.Radar.EarlyFraudWarningListParams>()({
  ...pagingFields,
  charge: text(),
  created: timeRange,
  payment_intent: text(),
});

export const fraudWarningRoutes: Route[] = [
  listing('radar.early_fraud_warning', PATH, listParams, (params) => ({
    within: within({ charge: params.charge, payment_intent: params.payment_intent }),
    matches: (row) => inRange(row.created, params.created),
  })),
  retrieve('radar.early_fraud_warning', PATH),
];

import type Stripe from 'stripe';
import { collect } from '../billing/renewals.js';
import { invalid } from '../http/errors.js';
import { object, oneOf, paramsOf, required, text } from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { idOf } from '../store/tables.js';
import { listing, nothing, retrieve, within } from './common.js';

const PATH = '/v1/invoices';

const listParams = paramsOf<Stripe.InvoiceListParams>()({
  ...pagingFields,
  created: timeRange,
  customer: text(),
  status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
  subscription: text(),
});

const paymentListParams = paramsOf<Stripe.InvoicePaymentListParams>()({
  ...pagingFields,
  created: timeRange,
  invoice: text(),
  payment: object({ type: required(oneOf('payment_intent', 'payment_record')), payment_intent: text() }),
  status: oneOf('canceled', 'open', 'paid'),
});

export const invoiceRoutes: Route[] = [
  listing('invoice', PATH, listParams, (params) => ({
    within: within({ subscription: params.subscription, customer: params.customer }),
    matches: (row) =>
      (params.status === undefined || row.status === params.status) &&
      (params.customer === undefined || row.customer === params.customer) &&
      inRange(row.created, params.created),
  })),
  retrieve('invoice', PATH),
  route('POST', `${PATH}/:id/pay`, nothing, (world, _params, id) => {
    const invoice = world.need('invoice', id);
    if (invoice.status === 'paid')
      throw invalid('Invoice is already paid', undefined, 'invoice_already_paid');
    const subscription = world.find('subscription', idOf(invoice.parent?.subscription_details?.subscription));
    if (invoice.status !== 'open' || !subscription) throw invalid('This invoice cannot be paid.', 'invoice');
    collect(world, subscription, invoice);
    return world.need('invoice', id);
  }),
  listing('invoice_payment', '/v1/invoice_payments', paymentListParams, (params) => ({
    within: within({ invoice: params.invoice, payment_intent: params.payment?.payment_intent }),
    matches: (row) =>
      (params.status === undefined || row.status === params.status) && inRange(row.created, params.created),
  })),
  retrieve('invoice_payment', '/v1/invoice_payments'),
];

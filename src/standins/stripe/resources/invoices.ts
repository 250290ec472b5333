import type Stripe from 'stripe';
import { collect, settle } from '../billing/collecting.js';
import { markUncollectible, voidInvoice } from '../billing/invoice-ends.js';
import { finalizeInvoice } from '../billing/invoices.js';
import { cardError, invalid } from '../http/errors.js';
import { flag, object, oneOf, paramsOf, required, text } from '../http/params.js';
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

const finalizeParams = paramsOf<Stripe.InvoiceFinalizeInvoiceParams>()({ auto_advance: flag });
const payParams = paramsOf<Stripe.InvoicePayParams>()({
  off_session: flag,
  paid_out_of_band: flag,
  payment_method: text(),
});

/** Nobody is there to answer a challenge, and no retry is used up. */
const BY_HAND = { onSession: false, byHand: true };

export const invoiceRoutes: Route[] = [
  listing('invoice', PATH, listParams, (params) => ({
    within: within({ subscription: params.subscription, customer: params.customer }),
    matches: (row) =>
      (params.status === undefined || row.status === params.status) &&
      (params.customer === undefined || row.customer === params.customer) &&
      inRange(row.created, params.created),
  })),
  retrieve('invoice', PATH),
  route(
    'GET',
    `${PATH}/:id/lines`,
    object(pagingFields),
    (world, { limit = 10, starting_after: after }, id) => {
      const { data: all, url } = world.need('invoice', id).lines;
      const from = after ? all.findIndex((line) => line.id === after) + 1 : 0;
      const data = all.slice(from, from + limit);
      return { object: 'list', data, has_more: from + limit < all.length, url };
    },
  ),
  route('POST', `${PATH}/:id/finalize`, finalizeParams, (world, _params, id) => {
    const invoice = world.need('invoice', id);
    if (invoice.status === 'draft') return finalizeInvoice(world, invoice);
    throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.");
  }),
  route('POST', `${PATH}/:id/void`, nothing, (world, _params, id) =>
    voidInvoice(world, world.need('invoice', id)),
  ),
  route('POST', `${PATH}/:id/mark_uncollectible`, nothing, (world, _params, id) =>
    markUncollectible(world, world.need('invoice', id)),
  ),
  route(
    'POST',
    `${PATH}/:id/pay`,
    payParams,
    (world, { paid_out_of_band: outside, payment_method: card }, id) => {
      const invoice = world.need('invoice', id);
      if (invoice.status === 'paid')
        throw invalid('Invoice is already paid', undefined, 'invoice_already_paid');
      const subscription = world.find(
        'subscription',
        idOf(invoice.parent?.subscription_details?.subscription),
      );
      const payable = invoice.status === 'open' || invoice.status === 'uncollectible';
      if (!payable || !subscription) throw invalid('This invoice cannot be paid.', 'invoice');
      if (outside) {
        settle(world, invoice);
        return world.need('invoice', id);
      }
      const method = card ? world.need('payment_method', card, 'payment_method') : undefined;
      const collected = collect(world, subscription, invoice, BY_HAND, method);
      if (collected.status === 'failed') return cardError(collected.failure);
      return world.need('invoice', id);
    },
  ),
  listing('invoice_payment', '/v1/invoice_payments', paymentListParams, (params) => ({
    within: within({ invoice: params.invoice, payment_intent: params.payment?.payment_intent }),
    matches: (row) =>
      (params.status === undefined || row.status === params.status) && inRange(row.created, params.created),
  })),
  retrieve('invoice_payment', '/v1/invoice_payments'),
];

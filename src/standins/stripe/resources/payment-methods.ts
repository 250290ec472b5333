import type Stripe from 'stripe';
import { oneOf, paramsOf, text } from '../http/params.js';
import { listPage, pagingFields } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { retrieve } from './common.js';

const PATH = '/v1/payment_methods';
const redisplay = oneOf('always', 'limited', 'unspecified');

const listParams = paramsOf<Stripe.CustomerListPaymentMethodsParams>()({
  ...pagingFields,
  allow_redisplay: redisplay,
  type: text(),
});
const updateParams = paramsOf<Stripe.PaymentMethodUpdateParams>()({ allow_redisplay: redisplay });

export const paymentMethodRoutes: Route[] = [
  retrieve('payment_method', PATH),
  route('POST', `${PATH}/:id`, updateParams, (world, given, id) =>
    world.put('payment_method', { ...world.need('payment_method', id), ...given }),
  ),
  route('GET', '/v1/customers/:id/payment_methods', listParams, (world, given, id) => {
    world.need('customer', id);
    const collection = world.store.table('payment_method');
    return listPage(
      {
        url: `/v1/customers/${id}/payment_methods`,
        kind: 'payment method',
        collection,
        within: { index: 'customer', value: id },
        matches: (row) =>
          (given.allow_redisplay === undefined || row.allow_redisplay === given.allow_redisplay) &&
          (given.type === undefined || row.type === given.type),
      },
      given,
    );
  }),
];

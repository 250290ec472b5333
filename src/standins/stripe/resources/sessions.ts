import { expireSession } from '../billing/checkout.js';
import { invalid } from '../http/errors.js';
import { mergeMetadata, object } from '../http/params.js';
import { inRange, pagingFields } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { listing, nothing, retrieve, within } from './common.js';
import { createSession } from './session-creation.js';
import { endOnOurClock } from './session-end.js';
import { createParams, listParams, updateParams } from './session-params.js';

const PATH = '/v1/checkout/sessions';

export const sessionRoutes: Route[] = [
  route('POST', PATH, createParams, (world, order) => createSession(world, endOnOurClock(world, order))),
  listing('checkout.session', PATH, listParams, (params) => ({
    within: within({
      payment_intent: params.payment_intent,
      subscription: params.subscription,
      customer: params.customer,
    }),
    matches: (row) =>
      (params.status === undefined || row.status === params.status) &&
      (params.customer === undefined || row.customer === params.customer) &&
      (params.customer_details?.email === undefined ||
        row.customer_details?.email === params.customer_details.email) &&
      inRange(row.created, params.created),
  })),
  retrieve('checkout.session', PATH),
  route('POST', `${PATH}/:id`, updateParams, (world, given, id) => {
    const session = world.need('checkout.session', id);
    const metadata = mergeMetadata(session.metadata ?? {}, given.metadata);
    return world.put('checkout.session', { ...session, metadata });
  }),
  route('POST', `${PATH}/:id/expire`, nothing, (world, _params, id) => {
    const session = world.need('checkout.session', id);
    if (session.status === 'open') return expireSession(world, session);
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }),
  route(
    'GET',
    `${PATH}/:id/line_items`,
    object(pagingFields),
    (world, { limit = 10, starting_after: after }, id) => {
      world.need('checkout.session', id);
      const all = world.need('checkout_notes', id).lineItems;
      const from = after ? all.findIndex((item) => item.id === after) + 1 : 0;
      const data = all.slice(from, from + limit);
      return { object: 'list', data, has_more: from + limit < all.length, url: `${PATH}/${id}/line_items` };
    },
  ),
];

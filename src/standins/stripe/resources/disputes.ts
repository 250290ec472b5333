import type Stripe from 'stripe';
import { closeDispute, isClosed } from '../billing/disputes.js';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { accepted, flag, mergeMetadata, metadata, paramsOf, text } from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { listing, nothing, retrieve, within } from './common.js';

const PATH = '/v1/disputes';

const listParams = paramsOf<Stripe.DisputeListParams>()({
  ...pagingFields,
  charge: text(),
  created: timeRange,
  payment_intent: text(),
});

const updateParams = paramsOf<Stripe.DisputeUpdateParams>()({ evidence: accepted, metadata, submit: flag });

export const disputeRoutes: Route[] = [
  listing('dispute', PATH, listParams, (params) => ({
    within: within({ charge: params.charge, payment_intent: params.payment_intent }),
    matches: (row) => inRange(row.created, params.created),
  })),
  retrieve('dispute', PATH),
  route('POST', `${PATH}/:id`, updateParams, (world, { metadata: given, evidence, submit }, id) => {
    const row = world.need('dispute', id);
    if (evidence && isClosed(row)) throw invalid('This dispute is already closed.');
    const submitted = evidence !== undefined && (submit ?? true);
    const status = row.status.startsWith('warning') ? 'warning_under_review' : 'under_review';
    const updated = world.put('dispute', {
      ...row,
      metadata: mergeMetadata(row.metadata, given),
      ...(submitted && {
        evidence_details: { ...row.evidence_details, has_evidence: true, submission_count: 1 },
        status,
      }),
    });
    emit(world, 'charge.dispute.updated', updated, { status: row.status });
    return updated;
  }),
  route('POST', `${PATH}/:id/close`, nothing, (world, _params, id) =>
    closeDispute(world, world.need('dispute', id), 'lost'),
  ),
];

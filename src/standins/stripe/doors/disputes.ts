import { closeDispute, dispute, isClosed } from '../billing/disputes.js';
import { oneOf } from '../http/params.js';
import { badParameter } from '../http/errors.js';
import { door } from './door.js';
import type { Door } from './door.js';

const KINDS = ['fraudulent', 'product_not_received', 'inquiry'] as const;
const ENDS = ['won', 'lost'] as const;

export const disputeDoors: Door[] = [
  door(
    {
      path: 'charges/:id/dispute',
      table: 'charge',
      label: 'Dispute',
      fits: (row) => row.paid,
    },
    { kind: oneOf(...KINDS) },
    (world, row, { kind = 'fraudulent' }) => dispute(world, row, kind),
  ),
  door(
    {
      path: 'disputes/:id/close',
      table: 'dispute',
      label: 'Close',
      fields: [{ name: 'outcome', label: 'Outcome', options: ENDS }],
      fits: (row) => !isClosed(row),
    },
    { outcome: oneOf(...ENDS), status: oneOf(...ENDS) },
    (world, row, { outcome, status = outcome }) => {
      if (!status) throw badParameter('Missing required param: outcome.', 'outcome', 'parameter_missing');
      return closeDispute(world, row, status);
    },
  ),
];

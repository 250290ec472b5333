import { closeDispute, dispute, escalate, isClosed } from '../billing/disputes.js';
import { FRAUD_TYPES, warn } from '../billing/fraud-warnings.js';
import { badParameter } from '../http/errors.js';
import { flag, integer, oneOf } from '../http/params.js';
import { door } from './door.js';
import type { Door } from './door.js';

const REASONS = [
  'fraudulent',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'credit_not_processed',
  'duplicate',
  'unrecognized',
  'general',
] as const;
const ENDS = ['won', 'lost'] as const;

export const disputeDoors: Door[] = [
  door(
    {
      path: 'charges/:id/dispute',
      table: 'charge',
      label: 'Dispute',
      fields: [
        { name: 'reason', label: 'Reason', options: REASONS },
        { name: 'inquiry', label: 'Only an inquiry', flag: true },
        { name: 'prevented', label: 'Prevented', flag: true },
        { name: 'amount', label: 'A part (minor units)' },
      ],
      fits: (row) => row.paid,
    },
    {
      reason: oneOf(...REASONS),
      inquiry: flag,
      prevented: flag,
      amount: integer(1),
      /** What it was at first: one of two reasons, or an inquiry. */
      kind: oneOf('fraudulent', 'product_not_received', 'inquiry'),
    },
    (world, row, { kind, inquiry = kind === 'inquiry', prevented = false, amount, reason }) => {
      const otherwise = inquiry ? 'general' : kind === 'product_not_received' ? kind : 'fraudulent';
      const stage = prevented ? 'prevented' : inquiry ? 'inquiry' : 'chargeback';
      return dispute(world, row, { stage, reason: reason ?? otherwise, amount });
    },
  ),
  door(
    {
      path: 'charges/:id/warn',
      table: 'charge',
      label: 'Warn of fraud',
      fields: [{ name: 'fraud_type', label: 'Kind', options: FRAUD_TYPES }],
      fits: (row) => row.paid,
    },
    { fraud_type: oneOf(...FRAUD_TYPES) },
    (world, row, given) => warn(world, row, given.fraud_type),
  ),
  door(
    {
      path: 'disputes/:id/escalate',
      table: 'dispute',
      label: 'Make it a chargeback',
      fits: (row) => !isClosed(row) && row.status.startsWith('warning'),
    },
    {},
    escalate,
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

import { cancelRefund, failRefund, refund, succeedRefund } from '../billing/refunds.js';
import { flag, integer, oneOf } from '../http/params.js';
import { door } from './door.js';
import type { Door } from './door.js';

const REASONS = ['requested_by_customer', 'duplicate', 'fraudulent'] as const;
const FAILURES = ['expired_or_canceled_card', 'lost_or_stolen_card', 'declined', 'unknown'] as const;

export const refundDoors: Door[] = [
  door(
    {
      path: 'charges/:id/refund',
      table: 'charge',
      label: 'Refund',
      fields: [
        { name: 'amount', label: 'A part (minor units)' },
        { name: 'reason', label: 'Reason', options: REASONS },
        { name: 'pending', label: 'Pending at first', flag: true },
      ],
      fits: (row) => row.paid && !row.refunded,
    },
    { amount: integer(1), reason: oneOf(...REASONS), pending: flag },
    refund,
  ),
  door(
    {
      path: 'refunds/:id/succeed',
      table: 'refund',
      label: 'It arrives',
      fits: (row) => row.status === 'pending',
    },
    {},
    succeedRefund,
  ),
  door(
    {
      path: 'refunds/:id/fail',
      table: 'refund',
      label: 'It fails after all',
      fields: [{ name: 'reason', label: 'Reason', options: FAILURES }],
      fits: (row) => row.status === 'pending' || row.status === 'succeeded',
    },
    { reason: oneOf(...FAILURES) },
    (world, row, { reason }) => failRefund(world, row, reason),
  ),
  door(
    {
      path: 'refunds/:id/cancel',
      table: 'refund',
      label: 'Cancel it',
      fits: (row) => row.status === 'pending',
    },
    {},
    cancelRefund,
  ),
];

import { QueryFailedError } from 'typeorm';
import { backoff } from '../../../src/payments/inbox/backoff.js';
import { failureNote, isPassing } from '../../../src/payments/inbox/failure-note.js';
import { fundsWithdrawn } from '../../../src/payments/stripe/read-reversal.js';
import { StripeRefused } from '../../../src/payments/stripe/stripe-refused.js';

type Dispute = Parameters<typeof fundsWithdrawn>[0];
const moves = (...amounts: number[]) =>
  amounts.map((amount) => ({ amount })) as Dispute['balance_transactions'];

const disputes: [why: string, Dispute, boolean][] = [
  ['taken', { status: 'needs_response', balance_transactions: moves(-500) }, true],
  ['taken, and given back', { status: 'won', balance_transactions: moves(-500, 500) }, false],
  [
    'given back at another rate of exchange',
    { status: 'won', balance_transactions: moves(-500, 485) },
    false,
  ],
  ['lost', { status: 'lost', balance_transactions: moves(-500) }, true],
  ['no move yet, a dispute', { status: 'needs_response', balance_transactions: [] }, true],
  ['no move yet, under review', { status: 'under_review', balance_transactions: [] }, true],
  ['no move yet, lost', { status: 'lost', balance_transactions: [] }, true],
  ['an inquiry', { status: 'warning_needs_response', balance_transactions: [] }, false],
  ['an inquiry that was closed', { status: 'warning_closed', balance_transactions: [] }, false],
  ['prevented', { status: 'prevented', balance_transactions: [] }, false],
  ['won without a move', { status: 'won', balance_transactions: [] }, false],
];

describe('the funds of a dispute', () => {
  it.each(disputes)('%s', (_why, dispute, expected) => {
    expect(fundsWithdrawn(dispute)).toBe(expected);
  });
});

describe('a failed event', () => {
  it('waits longer and longer, up to a quarter of an hour', () => {
    expect([1, 2, 5, 12, 50].map((attempt) => backoff(attempt, 0))).toEqual([
      1000, 2000, 16_000, 900_000, 900_000,
    ]);
  });

  it('waits at random, never less than half', () => {
    expect(backoff(5, 1)).toBe(8000);
    expect(backoff(5)).toBeLessThanOrEqual(16_000);
  });

  it('is noted without a word that somebody typed', () => {
    const query = new QueryFailedError('insert …', ['ann@example.test'], {
      name: 'error',
      message: 'invalid input syntax for type uuid: "ann@example.test"',
      code: '22P02',
      table: 'members',
    } as unknown as Error);
    for (const error of [query, new Error('ann@example.test'), 'ann@example.test'])
      expect(failureNote(error)).not.toContain('ann');
    expect(failureNote(query)).toContain('database 22P02 members');
    const refused = new StripeRefused('invalid_request_error', 'resource_missing', 'id', 'req_1', false);
    expect(failureNote(refused)).toBe('Stripe refused: invalid_request_error resource_missing id req_1');
  });

  it.each([
    ['57P01', true],
    ['40P01', true],
    ['08006', true],
    ['ECONNREFUSED', true],
    ['23505', false],
    ['22P02', false],
  ])('database fault %s is a passing one: %s', (code, passing) => {
    expect(isPassing(new QueryFailedError('', [], Object.assign(new Error('no'), { code })))).toBe(passing);
  });
});

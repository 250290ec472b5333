import fc from 'fast-check';
import { backoff } from '../../../src/payments/inbox/backoff.js';
import { fundsWithdrawn } from '../../../src/payments/stripe/read-reversal.js';

type Dispute = Parameters<typeof fundsWithdrawn>[0];

const statuses = fc.constantFrom<Dispute['status'][]>(
  'lost',
  'needs_response',
  'prevented',
  'under_review',
  'warning_closed',
  'warning_needs_response',
  'warning_under_review',
  'won',
);
const money = fc.integer({ min: 1, max: 1e6 });
/** What was taken, and what came back of it at that day's rate of exchange. */
const turns = fc.array(fc.tuple(money, money), { minLength: 1, maxLength: 5 });

function disputed(status: Dispute['status'], amounts: number[]): boolean {
  return fundsWithdrawn({
    status,
    balance_transactions: amounts.map((amount) => ({ amount })) as Dispute['balance_transactions'],
  });
}

describe('the funds of a dispute', () => {
  it('are here once each taking was given back, whatever the status and the rates', () => {
    fc.assert(
      fc.property(statuses, turns, (status, pairs) => {
        expect(
          disputed(
            status,
            pairs.flatMap(([taken, back]) => [-taken, back]),
          ),
        ).toBe(false);
      }),
    );
  });

  it('are gone while one taking is not given back, in whatever order they are listed', () => {
    fc.assert(
      fc.property(statuses, turns, money, (status, pairs, last) => {
        const moves = [...pairs.flatMap(([taken, back]) => [-taken, back]), -last];
        expect(disputed(status, moves)).toBe(true);
        expect(disputed(status, moves.toReversed())).toBe(true);
      }),
    );
  });
});

describe('the wait after a failure', () => {
  const attempts = fc.integer({ min: 1, max: 5000 });
  const chance = fc.double({ min: 0, max: 1, noNaN: true });

  it('is between half a second and a quarter of an hour, at every attempt', () => {
    fc.assert(
      fc.property(attempts, chance, (attempt, random) => {
        expect(backoff(attempt, random)).toBeGreaterThanOrEqual(500);
        expect(backoff(attempt, random)).toBeLessThanOrEqual(15 * 60_000);
      }),
    );
  });

  it('never gets shorter with the attempts, and is spread over a half of itself', () => {
    fc.assert(
      fc.property(attempts, chance, (attempt, random) => {
        expect(backoff(attempt + 1, random)).toBeGreaterThanOrEqual(backoff(attempt, random));
        expect(backoff(attempt, 0)).toBe(2 * backoff(attempt, 1));
      }),
    );
  });
});

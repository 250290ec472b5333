import fc from 'fast-check';
import { isPaid, nextStatus, type PurchaseChange } from '../../../src/payments/purchase-status.js';
import type { PurchaseStatus } from '../../../src/payments/purchase.js';

type Page = Extract<PurchaseChange, { page: unknown }>;
type Reversal = Extract<PurchaseChange, { back: unknown }>;

const pages = fc.array(
  fc.record({ page: fc.constantFrom<Page['page']>('open', 'processing', 'paid', 'failed', 'expired') }),
  { maxLength: 8 },
);
/** As the rows of refunds and disputes show it, one reading after the other. */
const reversals = fc.array(
  fc.record<Reversal>({ back: fc.constantFrom('nothing', 'part', 'all'), disputed: fc.boolean() }),
  { maxLength: 5 },
);

const after = (changes: PurchaseChange[], from: PurchaseStatus = 'open'): PurchaseStatus =>
  changes.reduce(nextStatus, from);

/** The same in another order, as some numbers say. */
function shuffled<T>(items: T[], keys: number[]): T[] {
  return items
    .map((item, index) => ({ item, key: keys[index] ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

const orders = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 });

describe('what became known of a page', () => {
  it('has one end, in whatever order and however often it is told', () => {
    fc.assert(
      fc.property(pages, orders, (told, order) => {
        const end = after(told);
        expect(after(shuffled(told, order))).toBe(end);
        expect(after([...told, ...shuffled(told, order)])).toBe(end);
      }),
      { numRuns: 1000 },
    );
  });

  it('is paid as soon as one says so, and stays it', () => {
    fc.assert(
      fc.property(pages, pages, (before, behind) => {
        expect(after([...before, { page: 'paid' }, ...behind])).toBe('paid');
        expect(isPaid(after(before))).toBe(before.some(({ page }) => page === 'paid'));
      }),
    );
  });
});

describe('money that went back', () => {
  it('stands as it was read last, whatever the page is told to be in between', () => {
    fc.assert(
      fc.property(reversals, pages, orders, (readings, told, order) => {
        // A reversal is told after the payment that it reverses; the page's events may come at any place.
        const mixed = interleaved(readings, told, order);
        expect(after([{ page: 'paid' }, ...mixed])).toBe(after(readings.slice(-1), 'paid'));
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing where no money came in', () => {
    fc.assert(
      fc.property(pages, reversals, orders, (told, readings, order) => {
        const unpaid = told.filter(({ page }) => page !== 'paid');
        expect(after(interleaved(readings, unpaid, order))).toBe(after(unpaid));
      }),
    );
  });
});

/** Keeps the order within the first; the second comes where the numbers say. */
function interleaved(readings: Reversal[], told: Page[], order: number[]): PurchaseChange[] {
  const mixed: PurchaseChange[] = [...readings];
  for (const [index, change] of told.entries())
    mixed.splice(Math.floor((order[index] ?? 0) * (mixed.length + 1)), 0, change);
  return mixed;
}

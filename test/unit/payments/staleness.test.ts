import { refuseStale, StaleReading } from '../../../src/payments/applying/staleness.js';
import type { SubscriptionFact } from '../../../src/payments/facts.js';
import { Purchase } from '../../../src/payments/purchase.js';

const applied = new Date('2026-11-22T12:00:00.500Z');

function aReading(readAt: string): { fact: SubscriptionFact; eventId: null } {
  const fact = { kind: 'subscription', purchaseId: 'p', readAt: new Date(readAt) } as SubscriptionFact;
  return { fact, eventId: null };
}

function purchases(stateAppliedAt: Date | null): Map<string, Purchase> {
  return new Map([['p', Object.assign(new Purchase(), { id: 'p', stateAppliedAt })]]);
}

describe('a reading of what can change', () => {
  it('is applied when nothing was applied since it was begun', () => {
    expect(() => refuseStale(purchases(null), [aReading('2026-11-22T12:00:00Z')])).not.toThrow();
    expect(() => refuseStale(purchases(applied), [aReading('2026-11-22T12:00:00.501Z')])).not.toThrow();
  });

  it('is refused when another was applied meanwhile, which may be the newer one', () => {
    for (const readAt of ['2026-11-22T12:00:00.499Z', '2026-11-22T12:00:00.500Z'])
      expect(() => refuseStale(purchases(applied), [aReading(readAt)])).toThrow(StaleReading);
  });
});

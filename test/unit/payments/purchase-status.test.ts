import { isPaid, nextStatus, type PurchaseChange } from '../../../src/payments/purchase-status.js';
import type { PurchaseStatus } from '../../../src/payments/purchase.js';

const page = (standing: Extract<PurchaseChange, { page: unknown }>['page']): PurchaseChange => ({
  page: standing,
});
const refundedAll: PurchaseChange = { back: 'all', disputed: false };
const refundedPart: PurchaseChange = { back: 'part', disputed: false };
const nothingBack: PurchaseChange = { back: 'nothing', disputed: false };
const disputed: PurchaseChange = { back: 'nothing', disputed: true };

const cases: [why: string, PurchaseStatus, PurchaseChange, PurchaseStatus][] = [
  ['a card payment', 'open', page('paid'), 'paid'],
  ['a bank debit is under way', 'open', page('processing'), 'processing'],
  ['the debit came through', 'processing', page('paid'), 'paid'],
  ['the debit bounced', 'processing', page('failed'), 'failed'],
  ['nobody came', 'open', page('expired'), 'expired'],
  ['the page is still open', 'open', page('open'), 'open'],
  ['an old view of the page', 'processing', page('open'), 'processing'],
  ['a late `expired` after the payment', 'paid', page('expired'), 'paid'],
  ['a late `failed` after the payment', 'paid', page('failed'), 'paid'],
  ['a late `processing` after the payment', 'paid', page('processing'), 'paid'],
  ['a late `processing` after the debit bounced', 'failed', page('processing'), 'failed'],
  ['a payment after `expired`', 'expired', page('paid'), 'paid'],
  ['a payment after `failed`', 'failed', page('paid'), 'paid'],
  ['`paid` told again', 'paid', page('paid'), 'paid'],
  ['`paid` told again after the refund', 'refunded', page('paid'), 'refunded'],
  ['`paid` told again during the dispute', 'disputed', page('paid'), 'disputed'],
  ['a full refund', 'paid', refundedAll, 'refunded'],
  ['a partial refund', 'paid', refundedPart, 'paid'],
  ['a refund that failed later', 'refunded', nothingBack, 'paid'],
  ['a dispute', 'paid', disputed, 'disputed'],
  ['a dispute that was won', 'disputed', nothingBack, 'paid'],
  ['a dispute after a refund', 'refunded', { back: 'all', disputed: true }, 'disputed'],
  ['that dispute won: still refunded', 'disputed', refundedAll, 'refunded'],
  ['money back for what was never paid', 'open', refundedAll, 'open'],
];

describe('a purchase', () => {
  it.each(cases)('%s: %s → %j → %s', (_why, before, change, after) => {
    expect(nextStatus(before, change)).toBe(after);
  });

  it('counts as paid also when the money has gone back since', () => {
    const all: PurchaseStatus[] = ['open', 'processing', 'paid', 'failed', 'expired', 'refunded', 'disputed'];
    expect(all.filter(isPaid)).toEqual(['paid', 'refunded', 'disputed']);
  });
});

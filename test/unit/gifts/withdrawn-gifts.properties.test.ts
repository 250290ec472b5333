import fc from 'fast-check';
import { Gift, withdrawnGifts } from '../../../src/gifts/gift.js';

/** A purchase of several gifts, some of them redeemed: how many cost how much each. */
const orders = fc
  .record({
    price: fc.integer({ min: 1, max: 100_000 }),
    redeemed: fc.array(fc.boolean(), { minLength: 1, maxLength: 25 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ price, redeemed, share }) => {
    const paid = price * redeemed.length;
    return { price, paid, refunded: Math.round(paid * share), gifts: redeemed.map(buildGift) };
  });

function buildGift(redeemed: boolean, index: number): Gift {
  return Object.assign(new Gift(), {
    id: String(index),
    place: index + 1,
    status: redeemed ? 'redeemed' : 'delivered',
    redeemedAt: redeemed ? new Date('2026-11-10T00:00:00Z') : null,
  });
}

function withdraw(gifts: Gift[], paid: number, refunded: number): Gift[] {
  const ids = withdrawnGifts(gifts, paid, refunded);
  return gifts.map((gift) =>
    Object.assign(new Gift(), gift, { status: ids.has(gift.id) ? 'refunded' : gift.statusWithoutRefund }),
  );
}

const gone = (gifts: Gift[]): string[] =>
  gifts.filter(({ status }) => status === 'refunded').map(({ id }) => id);

describe('the gifts of a purchase whose money goes back', () => {
  it('are withdrawn for whole prices alone, one for each', () => {
    fc.assert(
      fc.property(orders, ({ gifts, price, paid, refunded }) => {
        const count = withdrawnGifts(gifts, paid, refunded).size;
        expect(count * price).toBeLessThanOrEqual(refunded);
        expect((count + 1) * price).toBeGreaterThan(refunded);
        expect(withdrawnGifts(gifts, paid, paid).size).toBe(gifts.length);
        expect(withdrawnGifts(gifts, paid, 0).size).toBe(0);
      }),
    );
  });

  it('are the same however many parts the refund comes in', () => {
    fc.assert(
      fc.property(orders, fc.array(fc.nat(100), { maxLength: 5 }), ({ gifts, paid, refunded }, parts) => {
        let stepwise = gifts;
        for (const part of parts.toSorted((a, b) => a - b))
          stepwise = withdraw(stepwise, paid, Math.floor((refunded * part) / 100));
        const atOnce = withdraw(gifts, paid, refunded);
        expect(gone(withdraw(stepwise, paid, refunded))).toEqual(gone(atOnce));
      }),
    );
  });

  it('are never redeemed ones while another is left', () => {
    fc.assert(
      fc.property(orders, ({ gifts, paid, refunded }) => {
        const ids = withdrawnGifts(gifts, paid, refunded);
        const unredeemed = gifts.filter(({ redeemedAt }) => redeemedAt === null);
        fc.pre(unredeemed.some(({ id }) => !ids.has(id)));
        expect(gifts.filter(({ id, redeemedAt }) => ids.has(id) && redeemedAt !== null)).toEqual([]);
      }),
    );
  });
});

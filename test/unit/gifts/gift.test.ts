import fc from 'fast-check';
import { Gift, withdrawnGifts } from '../../../src/gifts/gift.js';
import { giftOrder } from '../../../src/gifts/gift-order.js';
import { InvalidInput } from '../../../src/common/errors.js';

const utc = (text: string): Date => new Date(`${text}Z`);
const now = utc('2026-11-22T10:00');

function buildGift(given: Partial<Gift> = {}): Gift {
  return Object.assign(new Gift(), {
    id: 'gift-1',
    place: 1,
    status: 'delivered',
    deliverAt: utc('2026-11-20T00:00'),
    deliveredAt: utc('2026-11-20T00:00'),
    redeemedAt: null,
    frozenAt: null,
    claimUntil: utc('2027-11-20T00:00'),
    ...given,
  });
}

describe('whether a gift can be redeemed', () => {
  it.each<[string, Partial<Gift>, object]>([
    ['delivered', {}, { redeemable: true }],
    ['bought and not sent yet', { status: 'bought' }, { redeemable: true }],
    ['redeemed', { status: 'redeemed' }, { redeemable: false, reason: 'redeemed' }],
    ['refunded', { status: 'refunded' }, { redeemable: false, reason: 'withdrawn' }],
    ['expired', { status: 'expired' }, { redeemable: false, reason: 'expired' }],
    ['past its day, before the sweep', { claimUntil: now }, { redeemable: false, reason: 'expired' }],
    ['in its last moment', { claimUntil: utc('2026-11-22T10:00:00.001') }, { redeemable: true }],
  ])('%s', (_what, given, expected) => {
    expect(buildGift(given).checkRedeemable(now)).toEqual(expected);
  });
});

describe('gifts that are withdrawn by a refund', () => {
  const gifts = [1, 2, 3].map((place) => buildGift({ id: `gift-${place}`, place }));

  it.each([
    [0, []],
    [1499, []],
    [1500, ['gift-3']],
    [2999, ['gift-3']],
    [3000, ['gift-2', 'gift-3']],
    [4500, ['gift-1', 'gift-2', 'gift-3']],
    [9000, ['gift-1', 'gift-2', 'gift-3']],
  ])('of %i cents are %p', (refunded, expected) => {
    expect([...withdrawnGifts(gifts, 4500, refunded)].sort()).toEqual(expected);
  });

  it('are those that nobody has redeemed, as long as there are any', () => {
    const redeemed = [
      gifts[0],
      gifts[1],
      buildGift({ id: 'gift-3', place: 3, status: 'redeemed', redeemedAt: now }),
    ] as Gift[];
    expect([...withdrawnGifts(redeemed, 4500, 1500)]).toEqual(['gift-2']);
  });

  it('stay the same ones while more money goes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4500 }), fc.integer({ min: 0, max: 4500 }), (first, more) => {
        const before = withdrawnGifts(gifts, 4500, first);
        const marked = gifts.map((gift) =>
          buildGift({ ...gift, status: before.has(gift.id) ? 'refunded' : 'delivered' }),
        );
        const after = withdrawnGifts(marked, 4500, Math.min(first + more, 4500));
        for (const id of before) expect(after.has(id)).toBe(true);
      }),
    );
  });
});

describe('the day of delivery', () => {
  const order = (deliverOn?: string) =>
    giftOrder(
      {
        plan: 'supporter-month',
        months: 3,
        giver: { name: 'Ben', email: 'ben@example.test' },
        recipients: [{ deliverOn }],
      },
      'supporter',
      'Europe/Kyiv',
      now,
    ).recipients[0]?.deliverAt;

  it('is the morning of the campaign’s zone', () => {
    expect(order('2026-12-24')).toBe('2026-12-24T07:00:00.000Z');
    expect(order('2027-07-01')).toBe('2027-07-01T06:00:00.000Z');
  });

  it('is right away without a day, and for today', () => {
    expect(order()).toBeNull();
    expect(order('2026-11-22')).toBeNull();
  });

  it.each(['2026-11-21', '2026-02-30', '2028-01-01'])('cannot be %s', (day) => {
    expect(() => order(day)).toThrow(InvalidInput);
  });
});

import fc from 'fast-check';
import {
  addMoney,
  formatMoney,
  minorUnitDigits,
  money,
  multiplyMoney,
  parseMoney,
} from '../../../src/common/money.js';

/** None, two and three digits, and those for which Stripe differs from ISO 4217. */
const currencies = fc.constantFrom(
  'eur',
  'usd',
  'jpy',
  'krw',
  'vnd',
  'kwd',
  'bhd',
  'tnd',
  'isk',
  'ugx',
  'huf',
);
const amounts = fc.integer({ min: 0, max: 1e14 });

describe('money that is shown', () => {
  it('can be read back to the last minor unit, as English and as German write it', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        const english = formatMoney(money(amount, currency), 'en').replace(/[^\d.]/g, '');
        const german = formatMoney(money(amount, currency), 'de').replace(/[^\d,]/g, '');
        // What people type is bounded at twelve digits before the point.
        fc.pre(/^\d{1,12}(\.|$)/.test(english));
        expect(parseMoney(english, currency)).toEqual({ amount, currency });
        expect(parseMoney(german, currency)).toEqual({ amount, currency });
      }),
    );
  });

  it('has all digits of its currency behind the point, or none', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        const shown = formatMoney(money(amount, currency));
        const fraction = /\.(\d+)/.exec(shown)?.[1] ?? '';
        expect([0, minorUnitDigits(currency)]).toContain(fraction.length);
      }),
    );
  });

  it('says what is owed as what is paid, with a sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), currencies, (amount, currency) => {
        const owed = formatMoney(money(-amount, currency));
        expect(owed).toBe(`-${formatMoney(money(amount, currency))}`);
      }),
    );
  });
});

describe('money that is typed', () => {
  it('is an amount that a payment can have, or nothing', () => {
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^ ?-?\d{0,14}[.,]?\d{0,4} ?$/));
    fc.assert(
      fc.property(typed, currencies, (text, currency) => {
        const read = parseMoney(text, currency);
        if (read === null) return;
        expect(Number.isSafeInteger(read.amount)).toBe(true);
        expect(read.amount).toBeGreaterThanOrEqual(0);
        expect(read.currency).toBe(currency);
      }),
      { numRuns: 1000 },
    );
  });

  it('means the same with a comma, with a point, and with zeros behind it', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(99), (whole, cents) => {
        const text = `${whole}.${String(cents).padStart(2, '0')}`;
        const read = parseMoney(text, 'eur');
        expect(parseMoney(text.replace('.', ','), 'eur')).toEqual(read);
        expect(parseMoney(text.replace(/0$/, ''), 'eur')).toEqual(read);
        expect(parseMoney(`${text}0`, 'kwd')?.amount).toBe((read?.amount ?? 0) * 10);
      }),
    );
  });
});

describe('sums', () => {
  const some = fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 30 });

  it('do not depend on the order of what is added, and lose nothing', () => {
    fc.assert(
      fc.property(some, currencies, (parts, currency) => {
        const sum = (amounts: number[]) =>
          amounts.map((amount) => money(amount, currency)).reduce(addMoney, money(0, currency));
        expect(sum(parts.toReversed())).toEqual(sum(parts));
        expect(addMoney(sum(parts), sum(parts.map((part) => -part))).amount).toBe(0);
      }),
    );
  });

  it('are what the product is of equal parts', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 50 }), currencies, (amount, count, currency) => {
        const price = money(amount, currency);
        const one = Array.from({ length: count }, () => price).reduce(addMoney);
        expect(multiplyMoney(price, count)).toEqual(one);
      }),
    );
  });
});

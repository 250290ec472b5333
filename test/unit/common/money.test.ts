import fc from 'fast-check';
import {
  addMoney,
  formatMoney,
  minorUnitDigits,
  money,
  multiplyMoney,
  parseMoney,
} from '../../../src/common/money.js';

describe('money', () => {
  it.each([
    [1.5, 'eur'],
    [Number.NaN, 'eur'],
    [2 ** 53, 'eur'],
    [100, 'EUR'],
    [100, 'euro'],
  ])('refuses %p %p', (amount, currency) => {
    expect(() => money(amount, currency)).toThrow(RangeError);
  });

  it('never adds two currencies', () => {
    expect(() => addMoney(money(1, 'eur'), money(1, 'usd'))).toThrow('cannot add usd to eur');
  });

  it('refuses a product that an integer cannot hold', () => {
    expect(() => multiplyMoney(money(2 ** 52, 'eur'), 3)).toThrow(RangeError);
  });

  it.each([
    ['eur', 2],
    ['jpy', 0],
    ['kwd', 3],
    ['isk', 2],
    ['ugx', 2],
    ['huf', 2],
    ['twd', 2],
  ])('%s has %i digits at Stripe', (currency, digits) => {
    expect(minorUnitDigits(currency)).toBe(digits);
  });

  it.each([
    [500, 'eur', '€5'],
    [550, 'eur', '€5.50'],
    [500, 'jpy', '¥500'],
    [1234, 'kwd', 'KWD 1.234'],
    [-500, 'eur', '-€5'],
  ])('shows %i %s as %s', (amount, currency, shown) => {
    expect(formatMoney(money(amount, currency)).replace(/\u00a0/g, ' ')).toBe(shown);
  });

  it.each([
    ['12', 'eur', 1200],
    ['12.5', 'eur', 1250],
    ['12,50', 'eur', 1250],
    [' 1 200 ', 'eur', 120000],
    ['0.01', 'eur', 1],
    ['12', 'jpy', 12],
    ['1.234', 'kwd', 1234],
  ])('reads %p in %s as %i', (typed, currency, amount) => {
    expect(parseMoney(typed, currency)).toEqual({ amount, currency });
  });

  it.each([
    ['', 'eur'],
    ['-5', 'eur'],
    ['1.234', 'eur'],
    ['1.5', 'jpy'],
    ['1e3', 'eur'],
    ['five', 'eur'],
    ['9'.repeat(13), 'eur'],
  ])('does not read %p as %s', (typed, currency) => {
    expect(parseMoney(typed, currency)).toBeNull();
  });

  it('reads back what it would write, for every amount and number of digits', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('eur', 'jpy', 'kwd'), (amount, currency) => {
        const digits = minorUnitDigits(currency);
        expect(parseMoney((amount / 10 ** digits).toFixed(digits), currency)).toEqual({ amount, currency });
      }),
    );
  });
});

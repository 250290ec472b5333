import { faultOf } from '../../../src/donations/bounds.js';

describe('what can be donated', () => {
  it.each([
    [100, 'eur', undefined],
    [1_000_000, 'eur', undefined],
    [99, 'eur', 'Please give at least €1.'],
    [1_000_001, 'eur', 'The most that can be given here is €10,000.'],
    [100, 'jpy', undefined],
    [99, 'jpy', 'Please give at least ¥100.'],
    [500, 'xau', 'We cannot take donations in this currency.'],
    [500, 'toString', 'We cannot take donations in this currency.'],
  ])('%i %s: %s', (amount, currency, message) => {
    expect(faultOf({ amount, currency })?.message).toBe(message);
  });
});

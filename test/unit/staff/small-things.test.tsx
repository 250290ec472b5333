import { textFor } from '../../../src/site/messages/text.js';
import { loadSettings } from '../../../src/config/settings.js';
import { containing } from '../../../src/staff/queries/containing.js';
import { afterCursor, PAGE_SIZE, pageOf } from '../../../src/staff/queries/paging.js';
import { stripeLink } from '../../../src/staff/stripe-link.js';
import { Words } from '../../../src/staff/words.js';

describe('paging', () => {
  const rows = Array.from({ length: PAGE_SIZE + 1 }, (_, index) => ({
    id: index,
    at: `2026-11-22 10:00:0${index % 10}+00`,
  }));

  it('gives the place of the last row that it shows', () => {
    const page = pageOf(rows, ({ at, id }) => [at, id]);
    expect(page.rows).toHaveLength(PAGE_SIZE);
    expect(afterCursor(page.next ?? '', ['time', 'number'])).toEqual([
      rows[PAGE_SIZE - 1]?.at,
      PAGE_SIZE - 1,
    ]);
  });

  it('has no next where no more rows follow', () => {
    expect(pageOf(rows.slice(1), ({ id }) => [id]).next).toBeNull();
    expect(afterCursor(undefined, ['time', 'number'])).toEqual([null, null]);
  });

  it.each([
    'nonsense',
    '[]',
    '["x","y"]',
    '["a\'b",1]',
    '["2026-02-31 00:00:00+00",1]',
    '["2026-11-22 10:00:00+00","1"]',
    '["2026-11-22 10:00:00+00",1.5]',
    '["2026-11-22 10:00:00+00",1,2]',
    '{"0":"2026-11-22 10:00:00+00","1":1,"length":2}',
  ])('refuses the place %s, which it never gave out', (place) => {
    const cursor = Buffer.from(place).toString('base64url');
    expect(() => afterCursor(cursor, ['time', 'number'])).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe('a search', () => {
  it('takes what was typed as letters', () => {
    expect(containing(' 50%_a\\b ')).toBe('%50\\%\\_a\\\\b%');
    expect(containing('  ')).toBeNull();
    expect(containing(undefined)).toBeNull();
  });
});

describe('a link to Stripe', () => {
  it('leads to the dashboard of the mode, or to the server that stands in', () => {
    expect(stripeLink(loadSettings({}), 'pi_1')).toBe('https://dashboard.stripe.com/test/payments/pi_1');
    expect(stripeLink(loadSettings({ STRIPE_API_BASE: 'http://127.0.0.1:12111/' }), 'pi_1')).toMatch(
      /^http:\/\/127\.0\.0\.1:12111\/.*pi_1$/,
    );
  });
});

describe('the console’s words', () => {
  const words = new Words(textFor('en'), 'Europe/Kyiv');

  it('writes changes with their sign', () => {
    expect([words.signed(3), words.signed(-2), words.signed(0)]).toEqual(['+3', '−2', '0']);
    expect(words.signedMoney({ amount: -550, currency: 'eur' })).toBe('−€5.50');
  });

  it('writes times as the newsroom’s clock shows them', () => {
    expect(words.time('2026-11-22T22:30:00Z')).toBe('23 Nov 2026, 00:30');
    expect(words.localDay('2026-11-22')).toBe('22 Nov');
  });

  it('falls back to the name that a thing came with', () => {
    expect(words.named('kind', 'membership')).toBe('New members');
    expect(words.named('kind', 'something_new')).toBe('something new');
  });
});

import { render, toPlainText } from '@react-email/render';
import fc from 'fast-check';
import { loadSettings } from '../../../src/config/settings.js';
import { renderMail } from '../../../src/mail/render-mail.js';
import { all } from '../../../src/mail/templates/all.js';
import { Wording } from '../../../src/mail/wording.js';

const settings = loadSettings({ MAIL_FROM: 'The Meridian <members@meridian.example>' });
const words = new Wording('en', settings.newsroomName);

const typed = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom(
    '<b>&amp;</b>',
    '"Ann" & \'Bo\'',
    '{0}',
    '\u{E000}link\u{E001}',
    '$&',
    "it's $1",
    'none',
    'ß',
  ),
);
const message = fc
  .array(fc.oneof(typed, fc.constantFrom('\n', '\r\n', '\n\n', '  ', '\n  indented')), { minLength: 1 })
  .map((parts) => parts.join('').trim())
  .filter(Boolean);
const params = fc.record({
  recipientName: fc.option(typed),
  giverName: typed,
  message: fc.option(message),
  months: fc.constantFrom(1, 3, 12),
  tier: fc.constantFrom('supporter', 'A & B'),
  link: fc.constantFrom('https://x.test/redeem/abc_-1', 'https://x.test/redeem/second?a=1&b=2'),
  claimUntil: fc.constantFrom('2027-11-22T10:00:00Z', '2027-12-24T07:00:00Z'),
});

describe('an e-mail that goes out by the thousand', () => {
  it.each(['gift-delivery', 'gift-reminder'] as const)(
    'is letter by letter what rendering it gives: %s',
    (name) =>
      fc.assert(
        fc.asyncProperty(params, async (given) => {
          const html = await render(all[name].body(given, words));
          const filled = await renderMail(name, given, 'en', settings);
          expect(filled.html).toBe(html);
          expect(filled.text).toBe(toPlainText(html));
        }),
        { numRuns: 400 },
      ),
  );

  const letter = fc.record({
    name: fc.option(typed),
    title: fc.constantFrom('Winter', 'A & B'),
    percent: fc.constantFrom(50, 100),
    link: fc.constant('https://x.test/campaigns/winter'),
    unsubscribe: fc.constantFrom('https://x.test/stop/abc_-1', 'https://x.test/stop/second?a=1&b=2'),
  });
  it('is so for the letter about a milestone too', () =>
    fc.assert(
      fc.asyncProperty(letter, async (given) => {
        const html = await render(all['milestone-letter'].body(given, words));
        const filled = await renderMail('milestone-letter', given, 'en', settings);
        expect(filled.html).toBe(html);
        expect(filled.text).toBe(toPlainText(html));
      }),
      { numRuns: 300 },
    ));
});

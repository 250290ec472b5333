import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { loadSettings } from '../../../src/config/settings.js';
import { renderMail } from '../../../src/mail/render-mail.js';
import { textFor } from '../../../src/site/messages/text.js';
import { GiftPreview } from '../../../src/site/pages/gift-preview.js';
import type { View } from '../../../src/site/view.js';

const settings = loadSettings({ NODE_ENV: 'test' });
const view: View = {
  text: textFor('en'),
  newsroom: { name: settings.newsroomName, accent: null },
  baseUrl: 'https://members.example.org',
  assetVersion: 'x',
  livemode: false,
};
const price = { amount: 1500, currency: 'eur' };
const terms = [
  { plan: 'supporter-month', tier: 'supporter', name: 'Supporter', blurb: '', blurbs: {}, months: 6, price },
];
const days = { first: '2026-11-23', last: '2027-11-23' };

it.each([
  ['Cleo', 'Happy birthday, and read on!'],
  [null, null],
])('the preview for %s says what the e-mail says', async (recipientName, message) => {
  const values = {
    term: 'supporter-month:6',
    way: 'email',
    giverName: 'Ben',
    recipientName: recipientName ?? '',
    message: message ?? '',
  };
  const preview = createElement(GiftPreview, { view, values, terms, shown: true, days });
  const shown = [
    ...renderToStaticMarkup(preview).matchAll(/data-preview="(?!own|leaves)\w+"[^>]*>([^<]+)</g),
  ];
  const mail = await renderMail(
    'gift-delivery',
    {
      recipientName,
      giverName: 'Ben',
      message,
      months: 6,
      tier: 'supporter',
      link: 'https://members.example.org/redeem/x',
      claimUntil: '2027-11-23T00:00:00Z',
    },
    'en',
    settings,
  );
  const sent = flat(`${mail.subject} ${mail.text}`);
  expect(shown.length).toBe(message ? 5 : 4);
  for (const [, words = ''] of shown) expect(sent).toContain(flat(words));
});

it.each([
  ['now', '2026-12-24', 'It leaves as soon as it is paid.'],
  ['date', '2026-12-24', 'It leaves on 24 December 2026, at nine in the morning.'],
  ['date', '2026-11-23', 'It leaves as soon as it is paid.'],
  ['date', 'soon', 'It leaves as soon as it is paid.'],
])('for %s, %s the preview says: %s', (when, deliverOn, words) => {
  const values = { way: 'email', when, deliverOn };
  const preview = createElement(GiftPreview, { view, values, terms, shown: true, days });
  expect(renderToStaticMarkup(preview)).toContain(words);
});

/** The e-mail's text breaks its lines, and shouts its headline. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

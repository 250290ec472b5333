import { loadSettings } from '../../../src/config/settings.js';
import { renderMail } from '../../../src/mail/render-mail.js';
import type { MailTemplates, TemplateName } from '../../../src/mail/templates.js';

const settings = loadSettings({ MAIL_FROM: 'The Meridian <members@meridian.example>' });
const price = { amount: 4550, currency: 'eur' };
const link = 'https://members.example.org/gift/a-token?x=1&y=2';

const bought = { name: 'Ann', what: 'Membership', price };

const cases: { [T in TemplateName]: { params: MailTemplates[T]; subject: string; says: string[] } } = {
  'membership-welcome': {
    params: { name: 'Ann', tier: 'Supporter', interval: 'month', price, until: '2026-12-22T10:00:00Z' },
    subject: 'You are a member of The Meridian',
    says: ['Hello Ann,', 'Supporter member', '€45.50', 'every month', '22 December 2026'],
  },
  'gift-receipt': {
    params: {
      giverName: 'Ben',
      months: 12,
      tier: 'Supporter',
      price,
      count: 1,
      pool: 0,
      gifts: [{ recipientName: 'Cleo', deliverOn: '2026-12-24', link: null }],
      page: link,
    },
    subject: 'Your gift for Cleo: 12 months of membership',
    says: ['Hello Ben,', 'You gave Cleo 12 months', '24 December 2026', '€45.50, once', link],
  },
  'gift-delivery': {
    params: {
      recipientName: 'Cleo',
      giverName: 'Ben',
      message: 'For your <birthday> & more,\nsecond line',
      months: 1,
      tier: 'Supporter',
      link,
      claimUntil: '2027-11-22T10:00:00Z',
    },
    subject: 'Ben has a gift for you',
    says: ['Hello Cleo,', '1 month of', 'For your <birthday> & more,\nsecond line', link, '22 November 2027'],
  },
  'gift-reminder': {
    params: {
      recipientName: null,
      giverName: 'Ben',
      message: 'Read on!',
      months: 6,
      tier: 'Supporter',
      link,
      claimUntil: '2027-11-22T10:00:00Z',
    },
    subject: 'Your gift from Ben is still waiting',
    says: ['Hello,', '6 months of Supporter', 'Read on!', 'nothing to pay', link, '22 November 2027'],
  },
  'gift-unclaimed': {
    params: {
      giverName: 'Ben',
      recipientName: 'Cleo',
      page: link,
      claimUntil: '2027-11-22T10:00:00Z',
      byEmail: true,
    },
    subject: 'Your gift for Cleo has not been opened yet',
    says: ['Hello Ben,', 'gave to Cleo yet', 'ask whether it arrived', 'somebody else', link],
  },
  'gift-deadline': {
    params: {
      giverName: 'Ben',
      recipientName: null,
      page: link,
      claimUntil: '2027-11-22T10:00:00Z',
      byEmail: false,
    },
    subject: 'Your gift waits only until 22 November 2027',
    says: ['only until 22 November 2027', 'somebody else', link],
  },
  'gift-expired': {
    params: { giverName: 'Ben', recipientName: 'Cleo', page: link, claimUntil: '2027-11-22T10:00:00Z' },
    subject: 'Your gift for Cleo was not opened in time',
    says: ['gave to Cleo', 'until 22 November 2027', 'answer this e-mail'],
  },
  'gift-bounced': {
    params: {
      giverName: 'Ben',
      recipientName: 'Cleo',
      recipientEmail: 'cloe@example.test',
      page: link,
      link,
    },
    subject: 'Your gift for Cleo could not be delivered',
    says: ['cloe@example.test', 'came back', 'hand on the link yourself', link],
  },
  'gift-thanks': {
    params: { giverName: 'Ben', recipientName: 'Cleo', page: link, thanks: 'So kind!\n<b>Thank you</b>' },
    subject: 'Cleo says thank you',
    says: ['Hello Ben,', 'So kind!\n<b>Thank you</b>', 'no address', link],
  },
  'gift-accepted': {
    params: {
      name: 'Cleo',
      giverName: 'Ben',
      fate: 'new',
      until: '2027-11-22T10:00:00Z',
      nextCharge: null,
      link,
    },
    subject: 'Your gift from Ben: you are a member',
    says: ['Hello Cleo,', 'until 22 November 2027', 'nothing is charged', 'thank Ben', link],
  },
  'gift-ending': {
    params: {
      name: 'Cleo',
      tier: 'Supporter',
      until: '2026-12-22T10:00:00Z',
      last: false,
      goOn: { price, interval: 'month', link },
    },
    subject: 'Your membership ends on 22 December 2026',
    says: ['Hello Cleo,', 'ends by itself', '€45.50 a month', 'unless you press', link],
  },
  'gift-ended': {
    params: { name: 'Cleo', until: null, nextCharge: null, link },
    subject: 'Your gift membership has ended',
    says: ['Hello Cleo,', 'nothing wrong', 'nothing to pay', link],
  },
  'gift-redeemed': {
    params: { giverName: 'Ben', recipientName: 'Cleo' },
    subject: 'Cleo opened your gift',
    says: ['Hello Ben,', 'Cleo redeemed'],
  },
  'pool-confirm': {
    params: { name: 'Dora', link },
    subject: 'Is it you who asked for a membership? Please confirm',
    says: ['Hello Dora,', 'no proof', 'nothing happens', link],
  },
  'pool-waits': {
    params: { name: 'Dora', link },
    subject: 'You are in line for a membership',
    says: ['Hello Dora,', 'as soon as it is your turn', link],
  },
  'pool-given': {
    params: { name: 'Dora', months: 3, until: '2027-11-22T10:00:00Z' },
    subject: 'You are a member of The Meridian',
    says: ['Hello Dora,', '3 months', 'until 22 November 2027', 'nothing to pay', 'not who'],
  },
  'pool-over': {
    params: { name: 'Dora', link },
    subject: 'No membership came for you',
    says: ['Hello Dora,', 'forgotten your request', link],
  },
  'pool-taken': {
    params: { giverName: 'Ben', count: 3, page: link },
    subject: '3 readers have a membership because of you',
    says: ['Hello Ben,', '3 readers who could not afford', 'do not tell you who', link],
  },
  'gift-confirm': {
    params: { name: 'Cleo', link },
    subject: 'Is this gift for you? Please confirm',
    says: ['Hello Cleo,', link, 'nothing happens'],
  },
  'donation-receipt': {
    params: { name: null, price, interval: 'year', dedication: 'for Dora' },
    subject: 'Thank you for your donation of €45.50',
    says: ['Hello,', '€45.50', 'every year', 'Dedicated to: for Dora'],
  },
  'events-parked': {
    params: { count: 3, link },
    subject: '3 events from Stripe wait for a person',
    says: ['told of 3 things', 'Nothing is lost', link],
  },
  'campaign-milestone': {
    params: { title: 'Winter', percent: 50, value: 500_000, target: 1_000_000, currency: 'eur', link },
    subject: '50% of the goal: Winter',
    says: ['“Winter” stands at €5,000 of €10,000.', link],
  },
  'milestone-letter': {
    params: { name: 'Ann', title: 'Winter', percent: 50, link, unsubscribe: 'https://x.test/stop' },
    subject: '50% of the goal is reached: Winter',
    says: ['Hello Ann,', '“Winter” has come to 50%', link, 'Stop news of campaigns'],
  },
  'sign-in': {
    params: { link, minutes: 15 },
    subject: 'Sign in to The Meridian',
    says: ['15 minutes', link],
  },
  'newsletter-confirm': {
    params: { lists: ['The week', 'River letters'], link, days: 7, unsubscribe: 'https://x.test/out' },
    subject: 'Please confirm your newsletter from The Meridian',
    says: ['The week, River letters', '7 days', link, 'Stop all our newsletters'],
  },
  'payment-refunded': {
    params: { name: 'Ann', price },
    subject: 'We refunded €45.50',
    says: ['Hello Ann,', '€45.50'],
  },
  'payment-awaited': {
    params: bought,
    subject: 'Your payment of €45.50 is under way',
    says: ['Hello Ann,', 'Membership, €45.50', 'as soon as it is here'],
  },
  'payment-bounced': {
    params: bought,
    subject: 'Your payment of €45.50 did not arrive',
    says: ['Nothing was charged', 'order again'],
  },
  'charge-failed': {
    params: { ...bought, link },
    subject: 'We could not charge your card: Membership',
    says: ['€45.50', 'You keep your access', link],
  },
  'charge-unconfirmed': {
    params: { ...bought, link },
    subject: 'Please confirm your payment of €45.50',
    says: ['your bank wants you to confirm it', link],
  },
  'trial-running': {
    params: { ...bought, at: '2026-12-22T10:00:00Z' },
    subject: 'Free until 22 December 2026: Membership',
    says: ['costs you nothing', '€45.50', 'If you cancel before, nothing is charged'],
  },
  'subscription-ending': {
    params: { ...bought, at: '2026-12-22T10:00:00Z' },
    subject: 'Cancelled: Membership runs until 22 December 2026',
    says: ['Nothing more is charged', 'change your mind'],
  },
  'subscription-ended': {
    params: bought,
    subject: 'It has ended: Membership',
    says: ['Membership has ended', 'welcome back'],
  },
};

describe.each(Object.keys(cases) as TemplateName[])('the e-mail %s', (template) => {
  const { params, subject, says } = cases[template];

  it('says what it is to say, in letters and in HTML', async () => {
    const mail = await renderMail(template, params, 'en', settings);
    expect(mail.subject).toBe(subject);
    for (const words of says) {
      expect(mail.text).toContain(words);
      expect(withoutTags(mail.html)).toContain(words);
    }
  });

  it('is a whole document in its language, with nothing from elsewhere', async () => {
    const { html } = await renderMail(template, params, 'xx-unknown', settings);
    expect(html).toMatch(/<html [^>]*lang="en"/);
    expect(html).not.toMatch(/<(img|script|link|iframe)\b/);
    expect(html).not.toMatch(/\{\w+\}|undefined|\[object/);
  });

  it('leaves nothing in English for who reads Ukrainian', async () => {
    const { subject, html, text } = await renderMail(template, params, 'uk-UA', settings);
    expect(html).toContain('lang="uk"');
    expect(subject).toMatch(/[а-яіїєґ]/i);
    // What people wrote, and what the newsroom calls its things, stays as it is.
    const wordsOf = (written: string): string[] => written.toLowerCase().match(/[a-z]{2,}/g) ?? [];
    const known = new Set(wordsOf(`The Meridian, Stripe, ${JSON.stringify(params).replaceAll('\\n', ' ')}`));
    const words = wordsOf(`${subject} ${text}`.replace(/https?:\S+/g, ''));
    expect(words.filter((word) => !known.has(word))).toEqual([]);
    expect(text).not.toMatch(/\.\./);
  });
});

describe('an e-mail', () => {
  it('writes what a person typed as letters, never as markup', async () => {
    const { html } = await renderMail('gift-delivery', cases['gift-delivery'].params, 'en', settings);
    expect(html).toContain('&lt;birthday&gt; &amp; more');
  });

  it('keeps a name from adding lines to its subject', async () => {
    const params = { ...cases['gift-delivery'].params, giverName: 'Ben\r\nBcc: all@example.test' };
    const { subject } = await renderMail('gift-delivery', params, 'en', settings);
    expect(subject).toBe('Ben Bcc: all@example.test has a gift for you');
  });

  it('gives the giver the link where the recipient has no address', async () => {
    const handed = 'https://members.example.org/redeem/a-token';
    const gifts = [{ recipientName: null, deliverOn: '2026-12-24', link: handed }];
    const params = { ...cases['gift-receipt'].params, gifts };
    const { subject, text } = await renderMail('gift-receipt', params, 'en', settings);
    expect(subject).toBe('Your gift: 12 months of membership');
    expect(text).toContain(handed);
    expect(text).not.toContain('24 December');
  });

  it('tells who has a membership already what a gift adds to it', async () => {
    const nextCharge = { from: '2026-12-22T10:00:00Z', to: '2027-03-22T10:00:00Z' };
    const accepted = { ...cases['gift-accepted'].params, nextCharge };
    const told = {
      added: 'you are a member until 22 November 2027',
      moved: 'your next charge moves from 22 December 2026 to 22 March 2027',
      waits: 'begins when you stop',
    };
    for (const [fate, words] of Object.entries(told) as [keyof typeof told, string][]) {
      const params = { ...accepted, fate };
      const { subject, text } = await renderMail('gift-accepted', params, 'en', settings);
      expect(subject).toBe('Your gift from Ben is added to what you have');
      expect(text).toContain(words);
      expect(text).not.toContain('Welcome');
    }
  });

  it('tells of many gifts in one receipt', async () => {
    const gifts = [
      { recipientName: 'Cleo', deliverOn: '2026-12-24', link: null },
      { recipientName: null, deliverOn: '2026-12-24', link },
    ];
    const params = { ...cases['gift-receipt'].params, gifts, count: 25 };
    const { subject, text } = await renderMail('gift-receipt', params, 'en', settings);
    expect(subject).toBe('Your 25 gifts: 12 months of membership');
    for (const words of ['25 friends', 'membership each', 'Cleo’s gift leaves', 'and 23 more', '€45.50'])
      expect(text).toContain(words);
  });
});

function withoutTags(html: string): string {
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&');
}

import type { EntryKind } from '../../../src/campaigns/ledger-entry.js';
import type { CampaignView } from '../../../src/site/campaign-view.js';
import { campaignUk } from '../../../src/site/messages/campaign.uk.js';
import { en, type Messages } from '../../../src/site/messages/en.js';
import { Text } from '../../../src/site/messages/text.js';
import { LandingPage } from '../../../src/site/pages/landing.js';
import { LedgerPage, type PublicChange } from '../../../src/site/pages/ledger.js';
import { renderPage } from '../../../src/site/render.js';

/** Throws where a page asks for a message that has no Ukrainian. */
const strict = new Proxy<Partial<Messages>>(campaignUk, {
  get(messages, key) {
    const message = messages[key as keyof Messages];
    if (message === undefined) throw new Error(`${String(key)} has no Ukrainian`);
    return message;
  },
}) as Messages;

const view = {
  text: new Text('uk', strict),
  newsroom: { name: 'Меридіан', accent: null },
  baseUrl: 'https://members.example',
  assetVersion: '1',
  livemode: false,
};
const trail = { campaign: 'birthday', attribution: {} };
const euros = (amount: number) => ({ amount, currency: 'eur' });

const campaign: CampaignView = {
  slug: 'birthday',
  title: 'Тисяча',
  headline: 'Три роки',
  story: 'Читають мільйони.',
  status: 'running',
  goal: { kind: 'members', target: 1_000 },
  progress: { count: 412, percent: 41, remaining: 588 },
  supporters: 3,
  claims: [{ text: '12 000', numerator: 12_000, source: 'Облік', asOf: '2026-11-01' }],
  startsAt: '2026-11-01T00:00:00Z',
  endsAt: '2027-01-01T00:00:00Z',
  timeZone: 'Europe/Kyiv',
};
const money: CampaignView = {
  ...campaign,
  goal: { kind: 'money', target: 100_000, currency: 'eur' },
  progress: { ...campaign.progress, amount: euros(50_000), converted: euros(925) },
};
const matching = { donor: 'Фонд', limit: euros(5_000), matched: euros(100), confirmed: false };
const frozen = (count: number, amount: number) => ({
  at: '2027-01-05T00:00:00Z',
  since: { count, amount: euros(amount) },
});

const states: [string, CampaignView | null][] = [
  ['none', null],
  ['running', campaign],
  ['met', { ...campaign, status: 'met', progress: { count: 1_001, percent: 100, remaining: 0 } }],
  [
    'met, with a next goal',
    {
      ...campaign,
      status: 'met',
      nextGoal: { target: 1_500 },
      progress: { count: 1_001, percent: 100, remaining: 0 },
    },
  ],
  ['money, doubled', { ...money, matching }],
  ['money, doubled for sure', { ...money, matching: { ...matching, confirmed: true } }],
  ['ended', { ...campaign, status: 'ended' }],
  ['frozen', { ...money, status: 'ended', frozen: frozen(0, 0) }],
  ['frozen, and moved since', { ...money, status: 'ended', frozen: frozen(-1, -500) }],
];

describe('the campaign’s pages in Ukrainian', () => {
  it.each(states)('are whole: %s', (_name, shown) => {
    const page = renderPage(<LandingPage view={view} trail={trail} campaign={shown} />);
    expect(page).toContain('<html lang="uk">');
    expect(page).toContain('In English');
  });

  it('explain each kind of change, also of a goal in money', () => {
    const kinds = Object.keys(en)
      .filter((key) => key.startsWith('ledger.kind.'))
      .map((key) => key.replace('ledger.kind.', '') as EntryKind);
    const at = '2026-11-20T10:00:00Z';
    const changes: PublicChange[] = kinds.map((kind, total) => ({ at, kind, delta: 1, amount: 925, total }));
    const paid = { amount: 1_000, currency: 'usd', rateDay: '2026-11-20' };
    changes.push({ at, kind: 'donation', delta: 0, amount: 925, paid, total: 925 });
    changes.push({
      at,
      kind: 'donation',
      delta: 0,
      amount: null,
      paid: { ...paid, rateDay: null },
      total: 925,
    });
    for (const shown of [campaign, money])
      expect(renderPage(<LedgerPage view={view} campaign={shown} changes={changes} next="1.1" />)).toContain(
        'Чому саме це число?',
      );
  });

  it('fill in the same values as in English', () => {
    const names = (message: string): string[] => [...message.matchAll(/\{\w+\}/g)].map(String).toSorted();
    for (const [key, message] of Object.entries(campaignUk))
      expect([key, names(message)]).toEqual([key, names(en[key as keyof Messages])]);
  });
});

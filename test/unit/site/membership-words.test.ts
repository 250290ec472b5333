import { textFor } from '../../../src/site/messages/text.js';
import { explain, type Standing, standingOf } from '../../../src/site/membership-words.js';
import type { HeldMembership } from '../../../src/site/queries/account.js';

const now = new Date('2026-11-23T12:00:00Z');
const past = new Date('2026-11-01T12:00:00Z');
const soon = new Date('2026-12-01T12:00:00Z');
const later = new Date('2027-01-01T12:00:00Z');

function held(changes: Partial<HeldMembership> = {}): HeldMembership {
  return {
    id: '0190b5a0-0000-7000-8000-000000000000',
    source: 'plan',
    name: 'Supporter',
    status: 'active',
    startsAt: past,
    endsAt: soon,
    graceUntil: null,
    frozenAt: null,
    cancelAt: null,
    chargeTo: null,
    endedAt: null,
    price: { amount: 500, currency: 'eur' },
    interval: 'month',
    paying: { purchaseId: 'p', customerId: 'cus_1', subscriptionId: 'sub_1' },
    ...changes,
  };
}

const given: Partial<HeldMembership> = { source: 'gift', price: null, interval: null, paying: null };

describe('a membership, told to the person who has it', () => {
  it.each<[string, Partial<HeldMembership>, Standing, RegExp]>([
    [
      'runs on',
      {},
      'renewing',
      /^It is paid until 1 December 2026\. On that day €5 is charged for another month/,
    ],
    ['runs on by the year', { interval: 'year' }, 'renewing', /another year/],
    [
      'is about to be charged',
      { endsAt: past },
      'due',
      /^It was paid until 1 November 2026\. The next charge of €5/,
    ],
    ['came to its end', { endsAt: past, cancelAt: past }, 'over', /^It ran until 1 November 2026\.$/],
    ['will end', { cancelAt: soon }, 'ending', /^It ends on 1 December 2026\. Nothing more is charged/],
    [
      'is free at first',
      { status: 'trialing' },
      'trial',
      /^It is free until 1 December 2026\. Then €5 a month/,
    ],
    [
      'could not be charged',
      { status: 'past_due', endsAt: past, graceUntil: soon },
      'past_due',
      /^The last charge of €5 did not go through\. You stay a member until 1 December 2026/,
    ],
    [
      'could not be charged for too long',
      { status: 'past_due', endsAt: past, graceUntil: past },
      'unpaid',
      /on hold/,
    ],
    ['was given up by Stripe', { status: 'unpaid', endsAt: past }, 'unpaid', /on hold/],
    ['is paused', { status: 'paused' }, 'paused', /^It is paused\. Nothing is charged/],
    ['is disputed', { frozenAt: past }, 'frozen', /your bank/],
    ['has ended', { status: 'canceled', endedAt: past }, 'over', /^It ran until 1 November 2026\.$/],
    ['was never begun', { status: 'incomplete_expired' }, 'over', /^It ran until/],
    ['was a present', given, 'given', /^It runs until 1 December 2026\. Nothing is charged/],
    [
      'waits behind another',
      { ...given, startsAt: soon, endsAt: later },
      'waiting',
      /^It begins on 1 December 2026, after what you have now, and runs until 1 January 2027\.$/,
    ],
  ])('%s', (_what, changes, standing, says) => {
    const membership = held(changes);
    expect(standingOf(membership, now)).toBe(standing);
    expect(explain(textFor('en'), membership, standing, 'UTC')).toMatch(says);
  });
});

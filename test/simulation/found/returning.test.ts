import { type Act, replay } from '../simulate.js';

const opening = { card: 'good', leaves: false, named: false, code: null, presentment: null } as const;
const [ann, ben] = ['ann@sim.example', 'ben@sim.example'];
const hear: Act = { kind: 'hear' };

function joins(ref: number, campaign: string): Act {
  return { kind: 'join', ref, email: ann, campaign, plan: 'supporter-month', ...opening };
}

const given: Act[] = [
  {
    kind: 'give',
    ref: 1,
    email: ben,
    campaign: null,
    months: 3,
    recipients: [{ email: ann, on: null }],
    ...opening,
  },
  hear,
  { kind: 'redeem', purchase: 1, place: 1, by: ann },
];
const refunded: Act = { kind: 'refund', ref: 2, purchase: 1, payment: 0, amount: 1500 };

const histories: [string, Act[]][] = [
  [
    'a gift that she had redeemed is refunded before she joins',
    [...given, refunded, hear, joins(3, 'birthday')],
  ],
  [
    'a gift that she had redeemed is refunded after she joined',
    [...given, joins(3, 'birthday'), hear, refunded],
  ],
  [
    'she joins in one campaign, in another, and in the first again, all heard of at once',
    [joins(1, 'birthday'), joins(2, 'spring'), joins(3, 'birthday')],
  ],
];

it.each(histories)(
  'who is new and who came back is told right: %s',
  async (_what, acts) => {
    expect(await replay(acts)).toEqual([]);
  },
  60_000,
);

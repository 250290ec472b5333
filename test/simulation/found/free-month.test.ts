import { type Act, replay } from '../simulate.js';

const opening = { card: 'good', leaves: false, named: true, code: null, presentment: null } as const;
const [ann, ben] = ['ann@sim.example', 'ben@sim.example'];

const histories: [string, Act[]][] = [
  [
    'a free month, and a gift that is refunded: she is new when she is charged for the first time',
    [
      {
        kind: 'join',
        ref: 1,
        email: ann,
        campaign: 'birthday',
        plan: 'supporter-month',
        ...opening,
        code: 'FREE',
      },
      {
        kind: 'give',
        ref: 2,
        email: ben,
        campaign: 'birthday',
        months: 3,
        recipients: [{ email: ann, on: null }],
        ...opening,
      },
      { kind: 'hear' },
      { kind: 'redeem', purchase: 2, place: 1, by: ann },
      { kind: 'refund', ref: 3, purchase: 2, payment: 0, amount: 1500 },
      { kind: 'hear' },
      { kind: 'wait', days: 28 },
      { kind: 'hear' },
      { kind: 'wait', days: 4 },
    ],
  ],
  [
    'a free month, and nothing is collected from then on: she is no member after that month',
    [
      {
        kind: 'join',
        ref: 1,
        email: ann,
        campaign: 'birthday',
        plan: 'supporter-month',
        ...opening,
        code: 'FREE',
      },
      { kind: 'wait', days: 20 },
      { kind: 'pause-collection', purchase: 1, behavior: 'keep_as_draft' },
      { kind: 'hear' },
      { kind: 'wait', days: 20 },
      { kind: 'hear' },
    ],
  ],
  [
    'free days, a charge that is forgiven, and one that fails: she has the days of grace once, from the end of the free days',
    [
      {
        kind: 'join',
        ref: 1,
        email: ann,
        campaign: 'birthday',
        plan: 'patron-month',
        ...opening,
        card: 'fails-later',
      },
      { kind: 'wait', days: 12 },
      { kind: 'hear' },
      { kind: 'end-invoice', purchase: 1, way: 'void' },
      { kind: 'hear' },
      { kind: 'wait', days: 28 },
      { kind: 'hear' },
      { kind: 'wait', days: 2 },
      { kind: 'hear' },
    ],
  ],
];

it.each(histories)(
  '%s',
  async (_what, acts) => {
    expect(await replay(acts)).toEqual([]);
  },
  60_000,
);

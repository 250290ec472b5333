import { replay } from '../simulate.js';

const opening = { leaves: false, named: true, code: null, presentment: null } as const;
const [ann, ben] = ['ann@sim.example', 'ben@sim.example'];

it('a gift that runs is not moved behind a period that was never paid', async () => {
  const differences = await replay([
    {
      kind: 'join',
      ref: 1,
      email: ann,
      campaign: 'birthday',
      plan: 'supporter-month',
      card: 'fails-later',
      ...opening,
    },
    {
      kind: 'give',
      ref: 2,
      email: ben,
      campaign: null,
      months: 6,
      recipients: [{ email: ann, on: null }],
      card: 'good',
      ...opening,
    },
    { kind: 'dispute', ref: 3, purchase: 1, payment: 0, as: 'chargeback' },
    { kind: 'hear' },
    { kind: 'wait', days: 28 },
    { kind: 'hear' },
    { kind: 'wait', days: 5 },
    { kind: 'hear' },
    { kind: 'redeem', purchase: 2, place: 1, by: ann },
    { kind: 'wait', days: 10 },
    { kind: 'cancel', purchase: 1 },
    { kind: 'hear' },
  ]);
  expect(differences).toEqual([]);
}, 60_000);

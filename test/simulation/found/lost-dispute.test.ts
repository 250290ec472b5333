import { replay } from '../simulate.js';

const opening = { card: 'good', leaves: false, named: true, code: null, presentment: null } as const;
const [ann, ben] = ['ann@sim.example', 'ben@sim.example'];

it('who redeemed a gift whose dispute is lost, and has joined meanwhile, is new where they joined', async () => {
  const differences = await replay([
    {
      kind: 'give',
      ref: 1,
      email: ben,
      campaign: null,
      months: 3,
      recipients: [{ email: ann, on: null }],
      ...opening,
    },
    { kind: 'hear' },
    { kind: 'redeem', purchase: 1, place: 1, by: ann },
    { kind: 'dispute', ref: 2, purchase: 1, payment: 0, as: 'chargeback' },
    { kind: 'join', ref: 3, email: ann, campaign: 'birthday', plan: 'supporter-month', ...opening },
    { kind: 'hear' },
    { kind: 'close', purchase: 1, payment: 0, outcome: 'lost' },
    { kind: 'hear' },
  ]);
  expect(differences).toEqual([]);
}, 60_000);

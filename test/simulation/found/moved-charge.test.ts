import { type Act, replay } from '../simulate.js';

const opening = { leaves: false, named: true, code: null, presentment: null } as const;
const [ann, ben] = ['ann@sim.example', 'ben@sim.example'];
const joins: Act = {
  kind: 'join',
  ref: 1,
  email: ann,
  campaign: 'birthday',
  plan: 'supporter-month',
  card: 'good',
  ...opening,
};
const gives: Omit<Extract<Act, { kind: 'give' }>, 'ref'> = {
  kind: 'give',
  email: ben,
  campaign: null,
  months: 3,
  recipients: [{ email: ann, on: null }],
  card: 'good',
  ...opening,
};

const months = (count: number): Act[] =>
  Array.from({ length: count }, (): Act[] => [{ kind: 'wait', days: 29 }, { kind: 'hear' }]).flat();

it('nobody is charged while what moved their charge runs, and they are behind it', async () => {
  const differences = await replay([
    joins,
    { ...gives, ref: 2 },
    { kind: 'hear' },
    { kind: 'redeem', purchase: 2, place: 1, by: ann },
    ...months(5),
  ]);
  expect(differences).toEqual([]);
}, 60_000);

it('a gift that is taken back brings the charge back', async () => {
  const differences = await replay([
    joins,
    { ...gives, ref: 2 },
    { ...gives, ref: 3 },
    { kind: 'hear' },
    { kind: 'redeem', purchase: 2, place: 1, by: ann },
    { kind: 'redeem', purchase: 3, place: 1, by: ann },
    { kind: 'hear' },
    { kind: 'wait', days: 20 },
    { kind: 'refund', ref: 4, purchase: 2, payment: 0, amount: 1500 },
    { kind: 'hear' },
    ...months(4),
  ]);
  expect(differences).toEqual([]);
}, 60_000);

it('of two plans, the charge comes back that the gift had moved', async () => {
  const differences = await replay([
    { ...joins, plan: 'supporter-year' },
    { ...joins, ref: 2 },
    { ...gives, ref: 3 },
    { kind: 'cancel-later', purchase: 2 },
    { kind: 'hear' },
    { kind: 'redeem', purchase: 3, place: 1, by: ann },
    { kind: 'hear' },
    { kind: 'keep', purchase: 2 },
    { kind: 'hear' },
    { kind: 'refund', ref: 4, purchase: 3, payment: 0, amount: 1500 },
    { kind: 'hear' },
    ...months(14),
  ]);
  expect(differences).toEqual([]);
}, 60_000);

it('the charge of who had cancelled, and stays after all, comes back too', async () => {
  const differences = await replay([
    joins,
    { ...gives, ref: 2 },
    { kind: 'hear' },
    { kind: 'redeem', purchase: 2, place: 1, by: ann },
    { kind: 'hear' },
    { kind: 'cancel-later', purchase: 1 },
    { kind: 'hear' },
    { kind: 'refund', ref: 3, purchase: 2, payment: 0, amount: 1500 },
    { kind: 'hear' },
    { kind: 'keep', purchase: 1 },
    { kind: 'hear' },
    ...months(3),
  ]);
  expect(differences).toEqual([]);
}, 60_000);

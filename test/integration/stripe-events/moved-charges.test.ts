import { eventually } from '../../support/service.js';
import { Stage } from './stage.js';

/** The row S20 of docs/stripe-events.md. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ GIFTS_WHILE_PAYING: 'move' });
}, 60_000);

afterAll(() => stage.close());

describe('a gift to who pays already', () => {
  it('S20: lets the plan run until the new charge, and counts nothing more', async () => {
    const { email, purchase, subscription } = await stage.member();
    const before = await stage.seen({ purchase });
    await stage.cast.gives('ben@example.test', [{ email }]);
    const answer = await stage.cast.redeems(await stage.cast.linkFor(email), email);
    const { membership } = (await answer.json()) as { membership: { nextCharge: string } };
    const charge = Math.ceil(Date.parse(membership.nextCharge) / 1000);
    await eventually(
      async () => (await stage.stripe.subscriptions.retrieve(subscription)).trial_end,
      (end) => end === charge,
    );
    await stage.cast.settled();
    const seen = await stage.seen({ purchase });
    expect(seen.membership).toMatchObject({ status: 'trialing', endsAt: new Date(charge * 1000) });
    expect([seen.status, seen.payments, seen.ledger]).toEqual([
      before.status,
      before.payments,
      before.ledger,
    ]);
  });
});

import { addDays } from '../../src/common/dates.js';
import { Gift } from '../../src/gifts/gift.js';
import { GiftLinks } from '../../src/gifts/gift-links.js';
import { type Bought, Cast } from './cast.js';
import { eventually, type TestService } from './service.js';
import type { TravellingClock } from './travelling-clock.js';

export interface Span {
  source: string;
  startsAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  memberId: string;
}

/** Ann pays each month and is given gifts, while one clock is moved for her newsroom and for its Stripe. */
export class PayingAnn {
  readonly email = 'ann@example.test';
  /** When she is charged the next time, before anything is given to her. */
  next = new Date(0);
  subscription = '';

  private constructor(
    private readonly product: TestService,
    readonly cast: Cast,
  ) {}

  /** The day after her first charge. */
  static async join(product: TestService, clock: TravellingClock): Promise<PayingAnn> {
    const ann = new PayingAnn(product, new Cast(product));
    const { session } = await ann.cast.joins(ann.email);
    await ann.cast.settled();
    await clock.travelTo(product, addDays(clock.now(), 1));
    const [plan] = await ann.spans();
    ann.next = plan?.endsAt ?? ann.next;
    ann.subscription = await ann.cast.subscriptionOf(session);
    return ann;
  }

  /** What she has and had, in the order of its beginnings. */
  spans(): Promise<Span[]> {
    return this.product.dataSource.query(
      `select s.source, s.starts_at "startsAt", s.ends_at "endsAt", s.ended_at "endedAt", s.member_id "memberId"
       from memberships s join members m on m.id = s.member_id where m.email = $1 order by s.starts_at, s.id`,
      [this.email],
    );
  }

  async memberId(): Promise<string> {
    return (await this.spans())[0]?.memberId ?? '';
  }

  /** A gift that was mailed to her, by one press. `nextCharge` as she is told. */
  async accepts(giver: string): Promise<{ bought: Bought; nextCharge: string | undefined }> {
    const { bought, token } = await this.isGiven(giver);
    return { bought, nextCharge: await this.redeems(token) };
  }

  async isGiven(giver: string): Promise<{ bought: Bought; token: string }> {
    const bought = await this.cast.gives(`${giver}@example.test`, [{ email: this.email, name: 'Ann' }]);
    return { bought, token: await this.tokenOf(bought.purchase) };
  }

  async redeems(token: string): Promise<string | undefined> {
    const answer = await this.cast.redeems(token, this.email);
    if (answer.status !== 200) throw new Error(`redeeming: ${answer.status} ${await answer.text()}`);
    const { membership } = (await answer.json()) as { membership: { nextCharge?: string } };
    return membership.nextCharge;
  }

  /** Stripe charges her then, and the service has heard of it. */
  async chargedOn(expected: Date): Promise<void> {
    await eventually(
      () => this.dueAtStripe(),
      (due) => due === Math.ceil(expected.getTime() / 1000),
      { within: 45_000 },
    );
    await this.cast.settled();
  }

  /** In seconds. */
  async dueAtStripe(): Promise<number | undefined> {
    const { items } = await this.product.stripe.subscriptions.retrieve(this.subscription);
    return items.data[0]?.current_period_end;
  }

  async charges(): Promise<number> {
    const { data } = await this.product.stripe.invoices.list({ subscription: this.subscription });
    return data.filter(({ total }) => total > 0).length;
  }

  private tokenOf(purchaseId: string): Promise<string> {
    return eventually(
      async () => {
        const gift = await this.product.dataSource.manager.findOneBy(Gift, { purchaseId });
        return (gift && this.product.service.app.get(GiftLinks).of(gift)?.split('/').pop()) ?? '';
      },
      (token) => token !== '',
    );
  }
}

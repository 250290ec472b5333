import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { earliest, latest } from '../../common/dates.js';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { Subscriptions } from '../../payments/subscriptions.service.js';
import { memberUntil } from '../access.js';
import { Membership } from '../membership.js';
import {
  backTo,
  isGoingBack,
  isMovable,
  isMovingFor,
  movedBy,
  nextChargeOf,
  noticed,
} from './next-charge.js';
import { wantedMoves } from './wanted-moves.js';

const JOB = 'move-charge';

/** What is to be asked of Stripe for one plan. */
interface Order {
  subscriptionId: string;
  from: Date;
  to: Date;
  /** Gifts that were taken back, and are done with once it is asked. */
  back: string[];
}

/**
 * Moves the next charge of who pays behind the gifts that they accept, and back when a gift is taken back. What is wanted
 * stands in the memberships, in the caller's transaction; Stripe is told by a job, and says by its event what is so.
 */
@Injectable()
export class ChargeMoves implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly subscriptions: Subscriptions,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.register<{ member: string }>(JOB, ({ member }) => this.align(member), { retries: 20 });
    this.jobs.register('move-charges', () => this.moveForgotten(), { every: '17 * * * *' });
  }

  async request(manager: EntityManager, member: string): Promise<void> {
    await this.jobs.enqueue(manager, JOB, { member }, { singletonKey: member });
  }

  /** A gift that had moved the charge was taken back. Returns when the next one is due then; null where none moves. */
  async takeBack(manager: EntityManager, giftId: string, now: Date): Promise<Date | null> {
    const gift = await manager.findOneBy(Membership, { giftId });
    if (!gift?.chargeTo || gift.chargeBackTo) return null;
    const memberships = await manager.findBy(Membership, { memberId: gift.memberId });
    const plan = memberships.find(({ id, endedAt }) => id === gift.chargeOf && endedAt === null);
    if (!plan) return null;
    const from = nextChargeOf(plan, memberships, now);
    // Where Stripe was not told yet there is nothing to move back, unless it is being told right now.
    const chargeBackTo = gift.chargeMovedAt ? backTo(from, gift, now) : plan.endsAt;
    await manager.update(Membership, gift.id, { chargeBackTo });
    if (gift.chargeMovedAt) await moveUpBehind(manager, gift);
    await this.request(manager, gift.memberId);
    return gift.chargeMovedAt ? chargeBackTo : null;
  }

  /** Its going back was undone: it stands behind what its member has now, and moves the charge once more. */
  async giveAgain(manager: EntityManager, giftId: string, now: Date): Promise<void> {
    const gift = await manager.findOneBy(Membership, { giftId });
    if (!gift?.chargeBackTo) return;
    const others = (await manager.findBy(Membership, { memberId: gift.memberId })).filter(
      ({ id }) => id !== gift.id,
    );
    const startsAt = memberUntil(others, now) ?? now;
    const endsAt = new Date(startsAt.getTime() + gift.endsAt.getTime() - gift.startsAt.getTime());
    const moved = movedBy(others, startsAt, now);
    const charge = { chargeOf: moved?.id ?? null, chargeTo: moved && endsAt };
    const anew = { ...charge, chargeMovedAt: null, chargeBackTo: null, chargeBackAt: null };
    await manager.update(Membership, gift.id, { startsAt, endsAt, ...anew });
    await this.request(manager, gift.memberId);
  }

  /** As often as it is asked, to the same effect. Throws where Stripe and we do not agree yet: it is tried again. */
  async align(memberId: string): Promise<void> {
    const memberships = await this.dataSource.manager.findBy(Membership, { memberId });
    for (const plan of memberships.filter(isMovable)) {
      const order = orderFor(plan, memberships, this.clock.now());
      if (order) await this.place(order);
    }
  }

  private async place({ subscriptionId, from, to, back }: Order): Promise<void> {
    const said = await this.subscriptions.moveNextCharge(subscriptionId, { from, to });
    if (said === 'not_now')
      throw new Error(`${subscriptionId} is charged next at another time than we know of`);
    if (said === 'moved' && back.length > 0)
      await this.dataSource.manager.update(Membership, { id: In(back) }, { chargeBackAt: this.clock.now() });
  }

  /** A job that gave up, or a plan that could not be moved then. */
  async moveForgotten(): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const rows: { memberId: string }[] = await manager.query(
        `select distinct g.member_id "memberId" ${wantedMoves} limit 1000`,
        [this.settings.livemode],
      );
      for (const { memberId } of rows) await this.request(manager, memberId);
    });
  }
}

function orderFor(plan: Membership, memberships: Membership[], now: Date): Order | null {
  const { subscriptionId, endsAt: from } = plan;
  if (!subscriptionId) return null;
  const back = memberships.filter((gift) => gift.chargeOf === plan.id && isGoingBack(gift));
  const soonest = earliest(back.flatMap(({ chargeBackTo }) => chargeBackTo ?? []));
  if (soonest) return { subscriptionId, from, to: noticed(soonest, now), back: back.map(({ id }) => id) };
  const to = latest(memberships.filter((gift) => isMovingFor(gift, plan)).map(({ endsAt }) => endsAt));
  return to && { subscriptionId, from, to, back: [] };
}

/** What stood behind it before the same charge stands in its place. */
async function moveUpBehind(
  manager: EntityManager,
  { chargeOf, startsAt, endsAt }: Membership,
): Promise<void> {
  await manager.query(
    `update memberships set starts_at = starts_at - ($3::timestamptz - $2::timestamptz),
       ends_at = ends_at - ($3::timestamptz - $2::timestamptz),
       charge_to = charge_to - ($3::timestamptz - $2::timestamptz)
     where charge_of = $1 and ended_at is null and charge_moved_at is not null and starts_at >= $3`,
    [chargeOf, startsAt, endsAt],
  );
}

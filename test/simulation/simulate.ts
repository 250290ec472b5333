import { GiftSweep } from '../../src/gifts/gift-sweep.service.js';
import { CatchUp } from '../../src/payments/catch-up/catch-up.service.js';
import { HistoryClock } from './clock.js';
import { campaignsOf, offerTrials } from './campaigns.js';
import { differences } from './compare.js';
import { Delivery, type Roughness } from './delivery.js';
import { foundState } from './found.js';
import { Generator } from './generator.js';
import { DAY, HOUR, SECOND } from './model/calendar.js';
import { type Account, type Campaign, Model } from './model/model.js';
import { rightState } from './model/right.js';
import type { Step } from './model/step.js';
import { Player } from './player.js';
import { Random } from './random.js';
import { settle, struggle } from './settling.js';
import { Troubles } from './troubles.js';
import { World } from './world.js';

export interface Outcome {
  seed: number;
  events: number;
  purchases: number;
  /** Empty when all is right. */
  differences: string[];
  /** What happened, one line each. */
  history: string[];
}

/** How long banks take to decide about slow refunds. */
const DECIDES = 30 * HOUR;
const START = new Date('2027-01-05T10:00:00Z');
const ROUGH: Roughness = { duplicates: 0.3, drops: 0.05, connections: 6 };
/** How long Stripe goes on failing after the last delivery, at most. */
const STRUGGLE_MS = 1000;
/** So many steps happen before their events are delivered. */
const CHAPTER = { least: 20, most: 40 };

/**
 * Plays one history, the same for the same seed, and compares what the service made of it with what is right. `onRight` is
 * told how many events came out right so far.
 */
export async function simulate(
  seed: number,
  events: number,
  onRight: (events: number) => void = () => undefined,
): Promise<Outcome> {
  return withSimulation({ seed, scale: scaleOf(events) }, (simulation) => simulation.run(events, onRight));
}

/** Something that somebody does; time that goes by, in days; or that everything so far is heard of. */
export type Act = Step | { kind: 'wait'; days: number } | { kind: 'hear' };

/** Plays just these; returns what is not as it should be in the end. */
export async function replay(acts: Act[]): Promise<string[]> {
  return withSimulation({ seed: 1, scale: 1 }, (simulation) => simulation.replay(acts));
}

async function withSimulation<T>(
  { seed, scale }: { seed: number; scale: number },
  play: (simulation: Simulation) => Promise<T>,
): Promise<T> {
  const clock = new HistoryClock(START);
  const world = await World.open(clock, { settleSeconds: DECIDES / SECOND });
  try {
    const afterRetries = seed % 2 === 0 ? 'canceled' : 'unpaid';
    await world.door('settings', { afterRetries });
    await offerTrials(world);
    const campaigns = await campaignsOf(world);
    return await play(new Simulation(seed, world, campaigns, { afterRetries, decides: DECIDES }, scale));
  } finally {
    await world.close();
  }
}

/** A long history is one of many people, in a hundred chapters or less: everything is compared after each. */
function scaleOf(events: number): number {
  return Math.max(1, events / 5000);
}

class Simulation {
  private readonly random: Random;
  private readonly model: Model;
  private readonly generator: Generator;
  private readonly player: Player;
  private readonly delivery: Delivery;
  private readonly troubles: Troubles;
  private readonly history: string[] = [];
  private readonly lost: string[] = [];
  private events = 0;

  constructor(
    private readonly seed: number,
    private readonly world: World,
    campaigns: Campaign[],
    account: Account,
    private readonly scale: number,
  ) {
    this.random = new Random(seed);
    this.model = new Model(campaigns, account);
    this.generator = new Generator(this.model, this.random.fork(), () => world.clock.ms, scale);
    this.player = new Player(world);
    this.delivery = new Delivery(world, this.random.fork());
    this.troubles = new Troubles(world, this.random.fork());
  }

  async run(events: number, onRight: (events: number) => void): Promise<Outcome> {
    let wrong: string[] = [];
    while (this.events < events && wrong.length === 0) {
      await this.chapter();
      wrong = await this.compare();
      if (wrong.length === 0) onRight(this.events);
    }
    if (wrong.length === 0) wrong = await this.catchUpAgain();
    const { seed, history, model } = this;
    return { seed, events: this.events, purchases: model.purchases.size, differences: wrong, history };
  }

  async replay(acts: Act[]): Promise<string[]> {
    for (const act of acts) {
      await this.pass(act.kind === 'wait' ? act.days * DAY : SECOND);
      if (act.kind === 'hear') await this.deliver();
      else if (act.kind !== 'wait') await this.play(act);
    }
    await this.deliver();
    return this.compare();
  }

  /** Gifts that arrived are redeemed; people do things; Stripe's events about them arrive in a muddle. */
  private async chapter(): Promise<void> {
    for (const step of this.generator.after()) {
      await this.pass(SECOND);
      await this.play(step);
    }
    const steps = Math.round(this.random.between(CHAPTER.least, CHAPTER.most) * this.scale);
    for (let step = 0; step < steps; step += 1) {
      await this.pass(this.generator.pause());
      await this.play(this.generator.next());
    }
    await this.deliver();
  }

  private async play(step: Step): Promise<void> {
    this.note(JSON.stringify(step));
    const { ms } = this.world.clock;
    const refused = this.model.refuses(step, ms);
    const ending = step.kind === 'delete-customer' ? await this.player.names.sharing(step.purchase) : [];
    await this.player.play(step, refused);
    if (!refused) this.model.apply(step, ms);
    for (const purchase of ending) this.model.apply({ kind: 'cancel', purchase }, ms);
  }

  /** Time goes by, and what falls due on the way happens at its time. */
  private async pass(ms: number): Promise<void> {
    const until = this.world.clock.ms + ms;
    for (let due = this.model.nextMoment(); due !== null && due <= until; due = this.model.nextMoment()) {
      this.moveTo(due);
      this.model.advance(due);
    }
    this.moveTo(until);
  }

  private moveTo(instant: number): void {
    this.world.clock.moveTo(new Date(instant));
    this.world.standin.tick();
  }

  private async deliver(): Promise<void> {
    // The minute's work, before the news: a gift may go out whose money is gone already.
    await this.world.part(GiftSweep).sweep();
    this.model.deliver(this.world.clock.ms);
    const events = await this.delivery.collect();
    this.events += events.length;
    this.note(`${events.length} events are delivered`);
    for (const trouble of await this.troubles.begin(events.length)) this.note(trouble);
    await this.delivery.deliver(events, ROUGH, (taken) => this.whenTaken(taken));
    await struggle(this.world, STRUGGLE_MS);
    await this.troubles.end();
    this.lost.push(...(await this.notKept()));
    await settle(this.world);
    this.hear();
    await this.adoptCharges();
  }

  /** A charge that was moved is due when it should be, or where that is not sure, when Stripe says. */
  private async adoptCharges(): Promise<void> {
    for (const purchase of this.model.inOrder) {
      if (!purchase.chargeMoved) continue;
      const id = await this.player.names.subscriptionOf(purchase.bought.ref);
      const { items } = await this.world.stripe.subscriptions.retrieve(id);
      const charge = SECOND * Math.max(...items.data.map((item) => item.current_period_end));
      const difference = this.model.adoptCharge(purchase, charge);
      if (difference) this.lost.push(difference);
    }
  }

  /** What was answered with a 2xx and is not in the inbox. */
  private async notKept(): Promise<string[]> {
    const { taken } = this.delivery;
    const lost = await this.world.query<{ id: string }>(
      'select id from unnest($1::text[]) id except select id from stripe_events',
      [[...taken]],
    );
    taken.clear();
    return lost.map(({ id }) => `${id} was acknowledged, and is not in the inbox`);
  }

  private hear(): void {
    const { ms } = this.world.clock;
    this.model.hear(ms);
    this.model.deliver(ms);
  }

  private async whenTaken(taken: number): Promise<void> {
    const next = this.world.clock.ms + SECOND;
    if (taken % 20 === 0 && next < (this.model.nextMoment() ?? Infinity)) this.moveTo(next);
    await this.troubles.at(taken);
  }

  private async compare(): Promise<string[]> {
    const now = this.world.clock.ms;
    const found = await foundState(this.world, this.player.names.purchases, now);
    return [...this.lost, ...differences(rightState(this.model, now), found)];
  }

  /** A second time, everything that Stripe lists changes nothing. */
  private async catchUpAgain(): Promise<string[]> {
    const known = new Set((await this.inbox()).map(({ id }) => id));
    // What is older than the first purchase is nobody's here.
    const [first] = this.model.purchases.values();
    const since = new Date(Math.max(this.world.clock.ms - 29 * DAY, first?.bought.openedAt ?? 0));
    await this.world.part(CatchUp).run({ since });
    const added = (await this.inbox()).filter(({ id }) => !known.has(id));
    const wrong = added.map((event) => `only catching up for longer found ${JSON.stringify(event)}`);
    return [...wrong, ...(await this.compare())];
  }

  private inbox(): Promise<{ id: string; type: string; created: Date }[]> {
    return this.world.query('select id, type, object_id, created, seq from stripe_events');
  }

  private note(line: string): void {
    this.history.push(`${this.world.clock.now().toISOString()} ${line}`);
  }
}

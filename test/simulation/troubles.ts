import type { Random } from './random.js';
import type { World } from './world.js';

/** What goes wrong while so many events are delivered, at which of them. */
interface Plan {
  /** Connections to the database are cut. */
  cuts: Set<number>;
  /** The service is killed, and started again. */
  kills: Set<number>;
  stripe: StripeFaults | null;
}

interface StripeFaults {
  latency: number;
  tooMany: number;
  broken: number;
  cut: number;
  seed: number;
}

/** Makes the database, Stripe and the service fail, at points that the seed chose. */
export class Troubles {
  private plan: Plan = { cuts: new Set(), kills: new Set(), stripe: null };
  private ending: Promise<void> = Promise.resolve();

  constructor(
    private readonly world: World,
    private readonly random: Random,
  ) {}

  /** Returns what will happen, for the history. */
  async begin(events: number): Promise<string[]> {
    const { random } = this;
    const some = (chance: number, most: number): Set<number> =>
      new Set(
        random.chance(chance)
          ? Array.from({ length: random.between(1, most) }, () => random.between(1, events))
          : [],
      );
    this.plan = {
      cuts: some(0.5, 3),
      kills: some(0.25, 2),
      stripe: random.chance(0.4) ? this.faults() : null,
    };
    if (this.plan.stripe) await this.world.door('faults', this.plan.stripe);
    return [
      ...(this.plan.stripe ? [`Stripe fails: ${JSON.stringify(this.plan.stripe)}`] : []),
      ...[...this.plan.cuts].map((at) => `the database is cut off at delivery ${at}`),
      ...[...this.plan.kills].map((at) => `the service is killed at delivery ${at}`),
    ];
  }

  /** So many deliveries were taken. */
  async at(taken: number): Promise<void> {
    const { cuts, kills } = this.plan;
    // One after the other: a process that loses its database while it starts ends, and is started again by others.
    if (cuts.delete(taken)) this.ending = this.ending.then(() => this.world.cutConnections(5));
    if (kills.delete(taken))
      this.ending = this.ending.then(() => this.world.kill()).then(() => this.world.start());
    await this.ending;
  }

  async end(): Promise<void> {
    await this.ending;
    if (this.plan.stripe) await this.world.door('faults');
  }

  private faults(): StripeFaults {
    const { random } = this;
    const share = (most: number): number => Math.round(random.next() * most * 1000) / 1000;
    const [broken, cut] = [share(0.06), share(0.06)];
    return {
      latency: random.between(0, 10),
      tooMany: share(0.005),
      broken,
      cut,
      seed: random.between(1, 1_000_000),
    };
  }
}

import { addDays } from '../src/common/dates.js';
import { Milestones } from '../src/campaigns/course/milestones.service.js';
import { Sharers } from '../src/sharing/sharers.service.js';
import { type Bought, Cast } from '../test/support/cast.js';
import type { TravellingClock } from '../test/support/travelling-clock.js';
import type { House } from './house.js';

/** The campaign's days, and how often the clock is moved in each. */
const DAYS = 30;
const STEPS_A_DAY = 4;
const AT_ONCE = 24;
/** Of all who pay. */
const REFUNDED = 0.02;

const sources = ['banner', 'banner', 'banner', 'newsletter', 'newsletter', 'x', 'podcast'];
const placements = ['article-end', 'top', 'front-page'];

/** What has been done, for whoever watches the terminal. */
export interface Tally {
  joined: number;
  given: number;
  accepted: number;
  donated: number;
  declined: number;
  refunded: number;
}

interface Given {
  email: string;
  /** The step at which it is accepted. */
  at: number;
}

/** A whole campaign by people who are made up: each is a real request to the real service. */
export class Play {
  readonly tally: Tally = { joined: 0, given: 0, accepted: 0, donated: 0, declined: 0, refunded: 0 };
  private readonly cast: Cast;
  private readonly bought: Bought[] = [];
  private readonly codes: string[] = [];
  private waiting: Given[] = [];
  private people = 0;

  constructor(
    private readonly house: House,
    private readonly clock: TravellingClock,
    private readonly members: number,
  ) {
    this.cast = new Cast(house.product);
  }

  /** Through all days in so many milliseconds, or longer where the machine needs it. */
  async run(milliseconds: number, afterDay: (day: number) => void): Promise<void> {
    const began = Date.now();
    const start = this.clock.now();
    const steps = DAYS * STEPS_A_DAY;
    await this.openCampaign(start);
    for (let step = 0; step < steps; step += 1) {
      await this.step(step, steps);
      const next = new Date(addDays(start, (step + 1) / STEPS_A_DAY));
      await this.clock.travelTo(this.house.product, next);
      if ((step + 1) % STEPS_A_DAY === 0) {
        await this.cast.settled();
        await this.house.service.app.get(Milestones).look();
        afterDay((step + 1) / STEPS_A_DAY);
      }
      await pause(began + (milliseconds * (step + 1)) / steps);
    }
    await this.cast.settled();
  }

  private async openCampaign(start: Date): Promise<void> {
    await this.house.product.dataSource.query(
      `update campaigns set starts_at = $1, ends_at = $2, goal_target = $3, next_goals = $4, updated_at = $1`,
      [start, addDays(start, DAYS), this.members, JSON.stringify([Math.ceil(this.members * 1.5)])],
    );
  }

  /** Many come at the beginning and at the end, as in any campaign. */
  private async step(step: number, steps: number): Promise<void> {
    const wanted = Math.round(this.members * curve((step + 1) / steps));
    const missing = Math.max(0, wanted - this.tally.joined - this.tally.given);
    const acts: (() => Promise<void>)[] = [];
    for (let person = 0; person < missing; person += 1) {
      const dice = Math.random();
      acts.push(dice < 0.78 ? () => this.joins() : () => this.gives(step));
      if (dice < 0.12) acts.push(() => this.donates());
      if (dice > 0.9) acts.push(() => this.isDeclined());
    }
    const ready = this.waiting.filter(({ at }) => at <= step);
    this.waiting = this.waiting.filter(({ at }) => at > step);
    acts.push(
      ...ready.map(
        ({ email }) =>
          () =>
            this.accepts(email, step),
      ),
    );
    const refunds = Math.floor((this.members * REFUNDED) / steps + Math.random());
    for (let refund = 0; refund < refunds; refund += 1) acts.push(() => this.isRefunded());
    await atOnce(acts, AT_ONCE);
  }

  private async joins(): Promise<void> {
    const email = this.someone('reader');
    const plan = Math.random() < 0.7 ? 'supporter-month' : 'supporter-year';
    this.bought.push(await this.cast.joins(email, { plan, attribution: this.way() }));
    this.tally.joined += 1;
    if (Math.random() < 0.1) this.codes.push((await this.house.service.app.get(Sharers).of(email)).code);
  }

  private async gives(step: number): Promise<void> {
    const friend = this.someone('friend');
    const message = 'Read this paper with me.';
    this.bought.push(
      await this.cast.gives(this.someone('giver'), [{ name: 'A friend', email: friend, message }]),
    );
    this.tally.given += 1;
    if (Math.random() < 0.7) this.waiting.push({ email: friend, at: step + 2 + random(12) });
  }

  /** In a surge e-mails come later than money: whose has not come yet looks again at the next step. */
  private async accepts(email: string, step: number): Promise<void> {
    const token = await this.cast.linkSoFar(email);
    if (token === null) return void this.waiting.push({ email, at: step + 1 });
    const answer = await this.cast.redeems(token, email);
    // Its money may have gone back in the meantime.
    if (answer.ok) this.tally.accepted += 1;
  }

  private async donates(): Promise<void> {
    await this.cast.donates(this.someone('donor'), 500 + random(40) * 100);
    this.tally.donated += 1;
  }

  private async isDeclined(): Promise<void> {
    const email = this.someone('hopeful');
    const { url } = await this.cast.opens('membership', { plan: 'supporter-month', campaign: 'birthday' });
    const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
    const answer = await fetch(`${this.house.product.stripeUrl}/_standin/checkout/sessions/${session}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card: '4000000000000002', email, name: 'Hopeful' }),
    });
    await answer.body?.cancel();
    this.tally.declined += 1;
  }

  private async isRefunded(): Promise<void> {
    const [one] = this.bought.splice(random(this.bought.length), 1);
    if (!one) return;
    await this.cast.refunds(one);
    this.tally.refunded += 1;
  }

  private way(): Record<string, string> {
    const code = Math.random() < 0.12 ? this.codes[random(this.codes.length)] : undefined;
    if (code) return { source: 'share', ref: code };
    const source = sources[random(sources.length)] ?? 'banner';
    return source === 'banner'
      ? { source, placement: placements[random(placements.length)] ?? '' }
      : { source };
  }

  private someone(role: string): string {
    this.people += 1;
    return `${role}-${this.people}@rehearsal.example`;
  }
}

/** How much of the goal is reached by then: fast, slow, fast. */
function curve(part: number): number {
  return 0.5 + 4 * (part - 0.5) ** 3;
}

function random(below: number): number {
  return Math.floor(Math.random() * below);
}

async function atOnce(acts: (() => Promise<void>)[], most: number): Promise<void> {
  const worker = async (): Promise<void> => {
    for (let act = acts.shift(); act; act = acts.shift()) await act();
  };
  await Promise.all(Array.from({ length: most }, worker));
}

async function pause(until: number): Promise<void> {
  const left = until - Date.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}

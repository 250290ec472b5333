import { createHmac } from 'node:crypto';
import type { Stripe } from 'stripe';
import { isNeeded } from '../../src/payments/stripe/event-types.js';
import type { Random } from './random.js';
import { type World, webhookSecret } from './world.js';

/** How badly Stripe delivers. */
export interface Roughness {
  duplicates: number;
  drops: number;
  connections: number;
}

/** An endpoint may be registered for more than is needed. */
const alsoDelivered = new Set(['customer.created', 'invoice.finalized']);
const PATIENCE_MS = 60_000;

/** The events that Stripe holds back, as the endpoint would get them, and their rough delivery. */
export class Delivery {
  private last: string | null = null;
  /** Ids of those that were taken: they must not be lost. */
  readonly taken = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly random: Random,
  ) {}

  /** What has happened at Stripe since the last time, oldest first. */
  async collect(): Promise<Stripe.Event[]> {
    const collected = this.last ? await this.after(this.last) : await this.all();
    this.last = collected.at(-1)?.id ?? this.last;
    return collected.filter(({ type }) => isNeeded(type) || alsoDelivered.has(type));
  }

  private async all(): Promise<Stripe.Event[]> {
    const { stripe } = this.world;
    const newestFirst: Stripe.Event[] = [];
    for await (const event of stripe.events.list({ limit: 100 })) newestFirst.push(event);
    return newestFirst.toReversed();
  }

  private async after(id: string): Promise<Stripe.Event[]> {
    const collected: Stripe.Event[] = [];
    for (let more = true; more;) {
      const ending_before = collected.at(-1)?.id ?? id;
      const page = await this.world.stripe.events.list({ limit: 100, ending_before });
      collected.push(...page.data.toReversed());
      more = page.has_more;
    }
    return collected;
  }

  /**
   * Some twice, some never, all in a muddle; again until they are taken, as Stripe does it. `onTaken` is told how many were.
   */
  async deliver(
    events: Stripe.Event[],
    { duplicates, drops, connections }: Roughness,
    onTaken: (taken: number) => Promise<void>,
  ): Promise<void> {
    const { random } = this;
    const kept = events.filter(() => !random.chance(drops));
    const again = kept.filter(() => random.chance(duplicates));
    const waiting = random.shuffled([...kept, ...again]);
    const deadline = Date.now() + PATIENCE_MS;
    let taken = 0;
    const connection = async (): Promise<void> => {
      for (let event = waiting.shift(); event; event = waiting.shift()) {
        if (await this.post(event)) {
          taken += 1;
          this.taken.add(event.id);
          await onTaken(taken);
          continue;
        }
        waiting.push(event);
        if (Date.now() > deadline) throw new Error(`${event.id} (${event.type}) is not taken`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await Promise.all(Array.from({ length: connections }, connection));
  }

  private async post(event: Stripe.Event): Promise<boolean> {
    const body = JSON.stringify(event);
    const answer = await fetch(`${this.world.url}/webhooks/stripe`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signatureOf(body),
      },
      body,
    }).catch(() => null);
    await answer?.text();
    return answer?.ok ?? false;
  }
}

/** As Stripe signs: deliveries happen now, whatever time the history has. */
function signatureOf(body: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', webhookSecret).update(`${seconds}.${body}`).digest('hex')}`;
}

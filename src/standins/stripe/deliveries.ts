import { createHmac } from 'node:crypto';
import { Agenda } from './agenda.js';
import { firstDelivery, shownEvent } from './events.js';
import { Postman } from './postman.js';
import type { Change } from './store/journal.js';
import type { Delivery } from './store/notes.js';
import { AUTOMATIC } from './world.js';
import type { World } from './world.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const GIVE_UP_AFTER = 72 * HOUR;
const DEFAULT_BACKOFF = [SECOND, 5 * SECOND, 30 * SECOND, 300 * SECOND, HOUR, 4 * HOUR, 8 * HOUR];
const LOOK_EVERY_MS = 100;

export interface DeliveryOptions {
  /** Waits before the second, third … try, in ms; the last one repeats for three days. */
  backoff?: number[];
  concurrency?: number;
  timeoutMs?: number;
}

/**
 * Brings events to endpoints: signed, several at once, again until a 2xx or three days have passed. The state
 * of each delivery is a row, so a restart goes on where the process ended. Runs on real time, because
 * receivers check the signature's time stamp against theirs.
 */
export class Deliveries {
  private readonly agenda = new Agenda<{ at: number; id: string }>();
  private readonly backoff: number[];
  private readonly concurrency: number;
  private readonly postman: Postman;
  private readonly timer: NodeJS.Timeout;
  private readonly underWay = new Set<string>();
  private stopped = false;

  constructor(
    private readonly world: World,
    options: DeliveryOptions = {},
  ) {
    this.backoff = options.backoff ?? DEFAULT_BACKOFF;
    this.concurrency = options.concurrency ?? 8;
    this.postman = new Postman(options.timeoutMs ?? 10 * SECOND, this.concurrency);
    world.store.listen((changes) => this.note(changes));
    this.timer = setInterval(() => this.pump(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** Sends an event once more to every endpoint that it was meant for, or to all if there was none. */
  resend(event: string): number {
    const { store } = this.world;
    const known = store.table('delivery').where('event', event);
    const endpoints = new Set(known.length > 0 ? known.map((one) => one.endpoint) : this.enabledEndpoints());
    this.world.act(AUTOMATIC, () => {
      for (const endpoint of endpoints) {
        const before = known.find((one) => one.endpoint === endpoint);
        const { id, ...fresh } = firstDelivery(event, endpoint);
        this.world.put('delivery', { ...fresh, id: before?.id ?? id });
      }
    });
    return endpoints.size;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.postman.close();
  }

  private enabledEndpoints(): string[] {
    return [...this.world.store.table('webhook_endpoint').after()]
      .filter((one) => one.status === 'enabled')
      .map((one) => one.id);
  }

  private note(changes: readonly Change[]): void {
    let any = false;
    for (const [table, row] of changes) {
      if (table !== 'delivery' || row?.state !== 'pending' || row.nextAttemptAt === null) continue;
      this.agenda.add({ at: row.nextAttemptAt, id: row.id });
      any = true;
    }
    if (any) setImmediate(() => this.pump());
  }

  private pump(): void {
    while (!this.stopped && this.underWay.size < this.concurrency) {
      const due = this.agenda.takeDue(Date.now());
      if (!due) return;
      const delivery = this.world.find('delivery', due.id);
      const ready = delivery?.state === 'pending' && (delivery.nextAttemptAt ?? Infinity) <= Date.now();
      if (!ready || this.underWay.has(due.id)) continue;
      this.underWay.add(due.id);
      void this.deliver(delivery).finally(() => {
        this.underWay.delete(due.id);
        this.pump();
      });
    }
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const endpoint = this.world.find('webhook_endpoint', delivery.endpoint);
    const event = this.world.find('event', delivery.event);
    if (!endpoint || !event || endpoint.status !== 'enabled') {
      this.keep({ ...delivery, state: 'canceled', nextAttemptAt: null });
      return;
    }
    const body = JSON.stringify(shownEvent(this.world, event, endpoint.api_version), null, 2);
    const signature = sign(body, endpoint.secret ?? '', Math.floor(Date.now() / 1000));
    const result = await this.postman.post(endpoint.url, body, signature);
    if (this.stopped) return;
    const current = this.world.find('delivery', delivery.id);
    if (current) this.keep(this.after(current, result));
  }

  private after(delivery: Delivery, result: { status: number | null; error: string | null }): Delivery {
    const now = Date.now();
    const attempts = delivery.attempts + 1;
    const firstAttemptAt = delivery.firstAttemptAt ?? now;
    const tried = {
      ...delivery,
      attempts,
      firstAttemptAt,
      lastStatus: result.status,
      lastError: result.error,
    };
    if (result.error === null) return { ...tried, state: 'succeeded', nextAttemptAt: null };
    const wait = this.backoff[Math.min(attempts, this.backoff.length) - 1] ?? HOUR;
    const givesUp = now + wait - firstAttemptAt > GIVE_UP_AFTER;
    return givesUp
      ? { ...tried, state: 'failed', nextAttemptAt: null }
      : { ...tried, nextAttemptAt: now + wait };
  }

  private keep(delivery: Delivery): void {
    this.world.act(AUTOMATIC, () => this.world.put('delivery', delivery));
  }
}

/** The `Stripe-Signature` header for a body. */
export function sign(body: string, secret: string, timestamp: number): string {
  const hash = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return `t=${timestamp},v1=${hash}`;
}

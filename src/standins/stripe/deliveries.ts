import { Agenda } from './agenda.js';
import { DeliveryRules, MAX_CONNECTIONS, UNDISTURBED } from './controls/delivery-rules.js';
import type { DeliverySettings, Fate } from './controls/delivery-rules.js';
import { afterDropping, afterTrying, canceled } from './delivery-states.js';
import type { FormTree } from './http/form.js';
import { postEvent } from './post-event.js';
import { Postman } from './postman.js';
import type { Change } from './store/journal.js';
import type { Delivery } from './store/notes.js';
import { AUTOMATIC } from './world.js';
import type { World } from './world.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DEFAULT_BACKOFF = [SECOND, 5 * SECOND, 30 * SECOND, 300 * SECOND, HOUR, 4 * HOUR, 8 * HOUR];
const LOOK_EVERY_MS = 100;

export interface DeliveryOptions {
  /** Waits before the second, third … try, in ms; the last one repeats for three days. */
  backoff?: number[];
  concurrency?: number;
  timeoutMs?: number;
}

export type ShownDeliveries = DeliverySettings & { held: number; pending: number };

/** One way to an endpoint that is to be made. */
interface Posting {
  /** ms of real time, or a rank among those that were released. */
  at: number;
  id: string;
  /** Whether chance has had its say on it. */
  decided: boolean;
  /** Sent only because events come twice: its outcome changes nothing. */
  copy?: boolean;
  tried?: () => void;
}

/**
 * Brings events to endpoints: signed, several at once, again until a 2xx or three days have passed. The state
 * of each delivery is a row, so a restart goes on where the process ended. Runs on real time, because
 * receivers check the signature's time stamp against theirs.
 */
export class Deliveries {
  private readonly rules: DeliveryRules;
  private readonly agenda = new Agenda<Posting>();
  private readonly released = new Agenda<Posting>();
  private readonly backoff: number[];
  private readonly postman: Postman;
  private readonly timer: NodeJS.Timeout;
  /** Deliveries that are released or being posted. */
  private readonly underWay = new Set<string>();
  private posting = 0;
  private ranks = 0;
  private stopped = false;

  constructor(
    private readonly world: World,
    options: DeliveryOptions = {},
  ) {
    this.backoff = options.backoff ?? DEFAULT_BACKOFF;
    const { concurrency = 8 } = options;
    this.rules = new DeliveryRules(concurrency);
    this.postman = new Postman(options.timeoutMs ?? 10 * SECOND, Math.max(MAX_CONNECTIONS, concurrency));
    world.store.listen((changes) => this.note(changes));
    this.timer = setInterval(() => this.pump(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** The rules in force, how many deliveries are not concluded, and how many of those are held back. */
  get settings(): ShownDeliveries {
    const { settings } = this.rules;
    const held = settings.mode === 'held' ? this.waiting().length : 0;
    return { ...settings, held, pending: this.pending().length };
  }

  /** Takes new rules; what is held leaves when they let it. */
  setRules(given: FormTree): ShownDeliveries {
    this.rules.set(given);
    this.pump();
    return this.settings;
  }

  /**
   * Posts all that waits, retries that are not due yet included, also while deliveries are held. Comes back when each
   * was tried once. `sent` counts the posts that were made.
   */
  async release(): Promise<{ sent: number; dropped: number }> {
    const decided = this.waiting().map((delivery) => ({ delivery, fate: this.fateOf(delivery) }));
    const dropped = decided.filter(({ fate }) => fate.dropped).map(({ delivery }) => delivery);
    this.keepAll(dropped.map(afterDropping));
    const kept = decided.filter(({ fate }) => !fate.dropped);
    const postings = kept.flatMap(({ delivery: { id }, fate }) =>
      fate.twice ? [{ id }, { id, copy: true }] : [{ id }],
    );
    const tries = this.rules.ordered(postings).map((posting) => this.line(posting));
    this.pump();
    await Promise.all(tries);
    return { sent: tries.length, dropped: dropped.length };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.postman.close();
  }

  private waiting(): Delivery[] {
    return this.pending().filter(({ id }) => !this.underWay.has(id));
  }

  private pending(): Delivery[] {
    return [...this.world.store.table('delivery').after()].filter((one) => one.state === 'pending');
  }

  private note(changes: readonly Change[]): void {
    let any = false;
    for (const [table, row] of changes) {
      if (table !== 'delivery' || row?.state !== 'pending' || row.nextAttemptAt === null) continue;
      this.agenda.add({ at: row.nextAttemptAt, id: row.id, decided: false });
      any = true;
    }
    if (any) setImmediate(() => this.pump());
  }

  private line(posting: Pick<Posting, 'id' | 'copy'>): Promise<void> {
    this.ranks += 1;
    const at = this.ranks;
    if (!posting.copy) this.underWay.add(posting.id);
    return new Promise((tried) => this.released.add({ ...posting, at, decided: true, tried }));
  }

  private pump(): void {
    while (!this.stopped && this.posting < this.rules.settings.connections) {
      const next = this.released.takeDue(Infinity) ?? this.takeDue();
      if (!next) return;
      const delivery = this.world.find('delivery', next.id);
      if (!delivery) next.tried?.();
      else if (next.tried || next.copy) this.send(delivery, next);
      else if (this.isDue(delivery) && (next.decided || !this.isSetAside(delivery)))
        this.send(delivery, next);
    }
  }

  private takeDue(): Posting | null {
    return this.rules.settings.mode === 'held' ? null : this.agenda.takeDue(Date.now());
  }

  private isDue({ id, state, nextAttemptAt }: Delivery): boolean {
    return state === 'pending' && (nextAttemptAt ?? Infinity) <= Date.now() && !this.underWay.has(id);
  }

  /** Asks chance about a delivery that is about to leave; tells whether it stays here for now, or for good. */
  private isSetAside(delivery: Delivery): boolean {
    const { dropped, twice, waitMs, copyWaitMs } = this.fateOf(delivery);
    if (dropped) this.keepAll([afterDropping(delivery)]);
    if (dropped) return true;
    const { id } = delivery;
    const now = Date.now();
    if (twice) this.agenda.add({ at: now + copyWaitMs, id, decided: true, copy: true });
    if (waitMs > 0) this.agenda.add({ at: now + waitMs, id, decided: true });
    return waitMs > 0;
  }

  /** Chance is asked once for each delivery; what is tried again has had its share. */
  private fateOf({ attempts }: Delivery): Fate {
    return attempts > 0 ? UNDISTURBED : this.rules.fate();
  }

  private send(delivery: Delivery, { copy = false, tried }: Posting): void {
    this.posting += 1;
    if (!copy) this.underWay.add(delivery.id);
    void this.deliver(delivery, copy).finally(() => {
      this.posting -= 1;
      if (!copy) this.underWay.delete(delivery.id);
      tried?.();
      this.pump();
    });
  }

  private async deliver(delivery: Delivery, copy: boolean): Promise<void> {
    const result = await postEvent(this.world, this.postman, delivery);
    if (this.stopped || copy) return;
    const current = this.world.find('delivery', delivery.id);
    if (!current) return;
    this.keepAll([result ? afterTrying(current, result, this.backoff) : canceled(current)]);
  }

  private keepAll(deliveries: Delivery[]): void {
    this.world.act(AUTOMATIC, () => deliveries.forEach((one) => this.world.put('delivery', one)));
  }
}

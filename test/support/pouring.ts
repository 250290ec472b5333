import { deliver } from './deliver.js';

const CONNECTIONS = 24;

/** Events pour in as Stripe delivers them: whatever is not answered with 2xx is delivered again, until it is. */
export class Pouring {
  /** Ids of the events that were acknowledged. */
  readonly acknowledged = new Set<string>();
  /** Answers by status; `none` where the connection broke. */
  readonly answers: Record<string, number> = {};
  /** Milliseconds until an answer that was no 2xx. */
  readonly refusals: number[] = [];
  /** How many may be acknowledged before this is raised. */
  limit = Number.POSITIVE_INFINITY;
  private readonly waiting: string[];
  private stopped = false;

  constructor(
    /** Where to post, one after the other. */
    private readonly urls: string[],
    private readonly secret: string,
    bodies: string[],
  ) {
    this.waiting = shuffled(bodies);
  }

  /** Resolves when every event was acknowledged. */
  async pour(): Promise<void> {
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, place) => this.work(place)));
  }

  /** Whatever is not acknowledged yet is given up. */
  stop(): void {
    this.stopped = true;
  }

  private async work(place: number): Promise<void> {
    let turn = place;
    for (let body = this.waiting.shift(); body && !this.stopped; body = this.waiting.shift()) {
      while (this.acknowledged.size >= this.limit && !this.stopped) await pause(5);
      if (await this.post(this.urls[turn++ % this.urls.length] ?? '', body)) {
        // Stripe delivers some of them once more although they were taken.
        if (Math.random() < 0.02) this.waiting.push(body);
      } else {
        this.waiting.push(body);
        await pause(50);
      }
    }
  }

  private async post(url: string, body: string): Promise<boolean> {
    const began = performance.now();
    const status = await deliver(url, body, this.secret).then(
      (answer) => answer.status,
      () => 'none',
    );
    this.answers[status] = (this.answers[status] ?? 0) + 1;
    if (status === 200) this.acknowledged.add(idOf(body));
    else if (status !== 'none') this.refusals.push(performance.now() - began);
    return status === 200;
  }
}

function idOf(body: string): string {
  return (JSON.parse(body) as { id: string }).id;
}

function shuffled(items: string[]): string[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

interface Waiting<T> {
  item: T;
  done: () => void;
  failed: (error: unknown) => void;
}

/** More are waiting than can be stored in time: better an honest refusal than a late one. */
export class BatchFull extends Error {}

/**
 * Collects what arrives while the last batch is being written, and writes it as one: under load one commit carries
 * hundreds of items, without load nobody waits for company.
 */
export class MicroBatch<T> {
  private waiting: Waiting<T>[] = [];
  private writing = false;

  constructor(
    private readonly write: (items: T[]) => Promise<void>,
    private readonly most: { atOnce: number; waiting: number },
  ) {}

  /** Resolves when the item is written for good. */
  add(item: T): Promise<void> {
    if (this.waiting.length >= this.most.waiting) return Promise.reject(new BatchFull());
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (!this.writing) this.start();
    });
  }

  private start(): void {
    this.writing = true;
    // What arrived in the same turn of the event loop goes along.
    setImmediate(() => void this.run());
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.most.atOnce);
      try {
        await this.write(batch.map(({ item }) => item));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.writing = false;
  }
}

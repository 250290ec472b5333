interface Waiting<T> {
  item: T;
  done: () => void;
  failed: (error: unknown) => void;
}

/** More are waiting than can be stored in time: better an honest refusal than a late one. */
export class BatchFull extends Error {}

/**
 * Collects what arrives while earlier batches are being written, and writes it as one: under load one commit carries
 * many items, without load nobody waits for company.
 */
export class MicroBatch<T> {
  private waiting: Waiting<T>[] = [];
  private writing = 0;

  constructor(
    private readonly write: (items: T[]) => Promise<void>,
    /** How many items a batch takes, how many batches are under way at once, and how many items may wait. */
    private readonly most: { items: number; batches: number; waiting: number },
  ) {}

  /** Resolves when the item is written for good. */
  add(item: T): Promise<void> {
    if (this.waiting.length >= this.most.waiting) return Promise.reject(new BatchFull());
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (this.writing < this.most.batches) this.start();
    });
  }

  private start(): void {
    this.writing += 1;
    // What arrived in the same turn of the event loop goes along.
    setImmediate(() => void this.run());
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.most.items);
      try {
        await this.write(batch.map(({ item }) => item));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.writing -= 1;
  }
}

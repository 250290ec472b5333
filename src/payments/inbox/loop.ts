const IDLE_MS = 1000;

/** Calls `work` again and again: at once while it finds something, else when woken, and at the latest after a second. */
export class Loop {
  private running: Promise<void> | null = null;
  private stopped = false;
  private woken = false;
  private rouse: (() => void) | null = null;

  constructor(
    private readonly work: () => Promise<number>,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  wake(): void {
    this.woken = true;
    this.rouse?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.rouse?.();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      const more = await this.once();
      // After an error it always rests: whatever is away needs time to come back.
      if (more === 0 && !this.woken) await this.rest();
      else if (more === null) await this.rest();
    }
  }

  private async once(): Promise<number | null> {
    try {
      return await this.work();
    } catch (error) {
      this.onError(error);
      return null;
    }
  }

  private async rest(): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS);
      this.rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.rouse = null;
  }
}

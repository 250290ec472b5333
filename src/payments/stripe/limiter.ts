/**
 * Spaces out the requests to Stripe: `perSecond` on average, up to a second's worth at once after a quiet time.
 * After a 429 everybody waits, as long as `Retry-After` says.
 */
export class Limiter {
  private readonly gap: number;
  private next = 0;

  constructor(perSecond: number) {
    this.gap = 1000 / perSecond;
  }

  /** Resolves when the request may go; false, at once, when that would take longer than `patience` ms. */
  async take(patience: number): Promise<boolean> {
    const now = Date.now();
    const turn = Math.max(this.next, now - 1000);
    if (turn - now > patience) return false;
    this.next = turn + this.gap;
    if (turn > now) await new Promise((resolve) => setTimeout(resolve, turn - now));
    return true;
  }

  pause(seconds: number): void {
    this.next = Math.max(this.next, Date.now() + seconds * 1000);
  }
}

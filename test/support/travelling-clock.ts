import { MovableClock } from '../../src/common/clock.js';
import type { TestService } from './service.js';

/** One time for the product and for its Stripe; it only goes forward. */
export class TravellingClock extends MovableClock {
  override atStripe(): Date {
    return this.now();
  }

  /** Also through all that falls due at Stripe on the way. */
  async travelTo(product: Pick<TestService, 'stripeUrl'>, instant: Date): Promise<void> {
    const answer = await fetch(`${product.stripeUrl}/_standin/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: instant.toISOString() }),
    });
    if (!answer.ok) throw new Error(`clock: ${answer.status} ${await answer.text()}`);
    this.moveTo(instant);
  }
}

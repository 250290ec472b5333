import { MovableClock } from '../../src/common/clock.js';

/** The one time of a history: the service's and Stripe's alike. */
export class HistoryClock extends MovableClock {
  override atStripe(): Date {
    return this.now();
  }

  get ms(): number {
    return this.now().getTime();
  }
}

import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '../common/errors.js';
import { Settings } from '../config/settings.js';

/** How often one caller may do a thing: points in a span of seconds, per process. */
const limits = {
  checkout: { points: 30, duration: 600 },
  'checkout-email': { points: 10, duration: 600 },
  'gift-list': { points: 200, duration: 600 },
  // For a giver with hundreds of gifts; each change may send an e-mail to an address that they typed.
  'giver-page': { points: 300, duration: 600 },
  'gift-again': { points: 10, duration: 3600 },
  // By gift: each sends an e-mail to an address that somebody typed.
  'gift-confirm': { points: 6, duration: 3600 },
  'gift-token': { points: 60, duration: 600 },
  // By address: each sends an e-mail to an address that somebody typed.
  newsletter: { points: 20, duration: 3600 },
  'newsletter-email': { points: 3, duration: 86_400 },
  'pool-ask': { points: 20, duration: 3600 },
  'pool-ask-email': { points: 3, duration: 86_400 },
  beacon: { points: 300, duration: 600 },
  'sign-in': { points: 10, duration: 900 },
  'sign-in-email': { points: 5, duration: 900 },
  'purchase-status': { points: 300, duration: 600 },
} as const;

export type LimitName = keyof typeof limits;

@Injectable()
export class RateLimits {
  private readonly limiters = new Map<LimitName, RateLimiterMemory>();

  constructor(private readonly settings: Settings) {
    for (const [name, limit] of Object.entries(limits))
      this.limiters.set(name as LimitName, new RateLimiterMemory({ ...limit, keyPrefix: name }));
  }

  /** Takes one point for `key` (an IP address, a normalised e-mail); throws TooManyRequests when none is left. */
  async check(name: LimitName, key: string): Promise<void> {
    if (this.settings.RATE_LIMITS === 'off') return;
    try {
      await this.limiters.get(name)?.consume(key);
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      throw new TooManyRequests(Math.ceil(rejection.msBeforeNext / 1000));
    }
  }
}

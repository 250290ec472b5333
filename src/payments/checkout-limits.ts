import { Injectable } from '@nestjs/common';
import { normaliseEmail } from '../common/email.js';
import { RateLimits } from '../http/rate-limits.js';

/** Thieves try stolen cards on donation pages: so many payment pages per address and per e-mail, and no more. */
@Injectable()
export class CheckoutLimits {
  constructor(private readonly limits: RateLimits) {}

  /** @throws TooManyRequests */
  async check(ip: string, email: string | undefined): Promise<void> {
    await this.limits.check('checkout', ip);
    if (email) await this.limits.check('checkout-email', normaliseEmail(email));
  }
}

import { Injectable } from '@nestjs/common';
import { derivedToken, isId, sameSecret } from '../common/ids.js';
import { Settings } from '../config/settings.js';

/**
 * The way out of a list that each of its letters carries. Its token is worked out from SESSION_SECRET and never stored, so
 * that every export has the same one and the link in an old letter goes on working.
 */
@Injectable()
export class NewsletterLinks {
  constructor(private readonly settings: Settings) {}

  leave(subscription: string): string {
    return `${this.settings.baseUrl}/newsletters/leave/${subscription}/${this.token(subscription)}`;
  }

  /** Of all lists that the address is on. */
  leaveAll(subscription: string): string {
    return `${this.leave(subscription)}?of=all`;
  }

  isFor(subscription: string, token: string): boolean {
    return isId(subscription) && sameSecret(this.token(subscription.toLowerCase()), token);
  }

  private token(subscription: string): string {
    return derivedToken(this.settings.SESSION_SECRET, `newsletter:${subscription}`);
  }
}

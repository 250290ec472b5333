import { Logger } from '@nestjs/common';
import { Stripe } from 'stripe';

/** The shape of a payload follows the endpoint's API version, not ours: a difference is said once for each version. */
export class VersionWatch {
  private readonly logger = new Logger('payments');
  private readonly told = new Set<string>([Stripe.API_VERSION]);

  notice(version: string | null): void {
    if (!version || this.told.has(version)) return;
    this.told.add(version);
    this.logger.warn(
      `events come in API version ${version}, this service is made for ${Stripe.API_VERSION}: set the version of the webhook endpoint`,
    );
  }
}

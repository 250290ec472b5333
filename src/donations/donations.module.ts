import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { MailModule } from '../mail/mail.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { DonationCheckout } from './donation-checkout.service.js';
import { DonationHandler } from './donation-handler.js';
import { DonationsController } from './donations.controller.js';

@Module({
  imports: [CampaignsModule, MailModule, PaymentsModule],
  controllers: [DonationsController],
  providers: [DonationCheckout, DonationHandler],
  exports: [DonationCheckout],
})
export class DonationsModule {}

import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { MailModule } from '../mail/mail.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { Members } from './members.service.js';
import { MembersController } from './members.controller.js';
import { MembershipCheckout } from './membership-checkout.service.js';
import { MembershipHandler } from './membership-handler.js';
import { Plans } from './plans.service.js';

@Module({
  imports: [CampaignsModule, MailModule, PaymentsModule],
  controllers: [MembersController],
  providers: [Members, MembershipCheckout, MembershipHandler, Plans],
  exports: [Members, MembershipCheckout, Plans],
})
export class MembersModule {}

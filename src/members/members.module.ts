import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { MailModule } from '../mail/mail.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { Members } from './members.service.js';
import { MembersController } from './members.controller.js';
import { MembershipCheckout } from './membership-checkout.service.js';
import { MembershipHandler } from './membership-handler.js';
import { Plans } from './plans.service.js';
import { ReaderSignIn } from './reader-sign-in.js';
import { RunningMemberships } from './running-memberships.service.js';

@Module({
  imports: [AccountsModule, CampaignsModule, MailModule, PaymentsModule],
  controllers: [MembersController],
  providers: [Members, MembershipCheckout, MembershipHandler, Plans, ReaderSignIn, RunningMemberships],
  exports: [Members, MembershipCheckout, Plans],
})
export class MembersModule {}

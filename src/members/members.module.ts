import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailModule } from '../mail/mail.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { Members } from './members.service.js';
import { MembersController } from './members.controller.js';
import { MembershipCheckout } from './membership-checkout.service.js';
import { ChargeMoves } from './charge-moves/charge-moves.service.js';
import { GiftEnds } from './going-on/gift-ends.service.js';
import { GoingOn } from './going-on/going-on.service.js';
import { GoingOnLinks } from './going-on/going-on-links.js';
import { MembershipHandler } from './membership-handler.js';
import { Plans } from './plans.service.js';
import { ReaderSignIn } from './reader-sign-in.js';
import { RunningMemberships } from './running-memberships.service.js';

@Module({
  imports: [AccountsModule, CampaignsModule, JobsModule, MailModule, PaymentsModule],
  controllers: [MembersController],
  providers: [
    ChargeMoves,
    GiftEnds,
    GoingOn,
    GoingOnLinks,
    Members,
    MembershipCheckout,
    MembershipHandler,
    Plans,
    ReaderSignIn,
    RunningMemberships,
  ],
  exports: [ChargeMoves, GoingOn, GoingOnLinks, Members, MembershipCheckout, Plans],
})
export class MembersModule {}

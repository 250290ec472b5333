import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { ExperimentsModule } from '../experiments/experiments.module.js';
import { MembersModule } from '../members/members.module.js';
import { GiftsModule } from '../gifts/gifts.module.js';
import { MailModule } from '../mail/mail.module.js';
import { NewslettersModule } from '../newsletters/newsletters.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { PlacementsModule } from '../placements/placements.module.js';
import { SiteModule } from '../site/site.module.js';
import { StaffCampaignsController } from './api/campaigns.controller.js';
import { StaffExperimentsController } from './api/experiments.controller.js';
import { StaffGiftsController } from './api/gifts.controller.js';
import { StaffNewslettersController } from './api/newsletters.controller.js';
import { StaffOperationsController } from './api/operations.controller.js';
import { StaffPeopleController } from './api/people.controller.js';
import { StaffPlacementsController } from './api/placements.controller.js';
import { StaffPoolController } from './api/pool.controller.js';
import { StaffSharersController } from './api/sharers.controller.js';
import { StaffRatesController } from './api/rates.controller.js';
import { StaffReconciliationController } from './api/reconciliation.controller.js';
import { CampaignDesk } from './campaign-desk.service.js';
import { StaffContexts } from './context.js';
import { Desk } from './desk.service.js';
import { FlaggedPurchases } from './flagged-purchases.service.js';
import { GiftDesk } from './gift-desk.service.js';
import { InboxPages } from './inbox-pages.js';
import { PoolDesk } from './pool-desk.service.js';
import { SharerDesk } from './sharer-desk.service.js';
import { Reports } from './reports.service.js';
import { CampaignCopyController } from './web/campaign-copy.controller.js';
import { CampaignsController } from './web/campaigns.controller.js';
import { ExperimentsController } from './web/experiments.controller.js';
import { DetailsController } from './web/details.controller.js';
import { FlaggedPurchaseController } from './web/flagged-purchase.controller.js';
import { GiftsDeskController } from './web/gifts.controller.js';
import { InboxController } from './web/inbox.controller.js';
import { LedgerController } from './web/ledger.controller.js';
import { ListsController } from './web/lists.controller.js';
import { MailsController } from './web/mails.controller.js';
import { NewslettersDeskController } from './web/newsletters.controller.js';
import { OverviewController } from './web/overview.controller.js';
import { PlacementsController } from './web/placements.controller.js';
import { PoolDeskController } from './web/pool.controller.js';
import { RatesController } from './web/rates.controller.js';
import { ReconciliationController } from './web/reconciliation.controller.js';
import { RefundController } from './web/refund.controller.js';
import { SharersController } from './web/sharers.controller.js';
import { SignInController } from './web/sign-in.controller.js';

/** The console for staff, and the same for programs under /api/staff. */
@Module({
  imports: [
    AccountsModule,
    CampaignsModule,
    ExperimentsModule,
    GiftsModule,
    MailModule,
    MembersModule,
    NewslettersModule,
    PaymentsModule,
    PlacementsModule,
    SiteModule,
  ],
  controllers: [
    StaffCampaignsController,
    StaffExperimentsController,
    StaffGiftsController,
    StaffNewslettersController,
    StaffOperationsController,
    StaffPeopleController,
    StaffPlacementsController,
    StaffPoolController,
    StaffRatesController,
    StaffReconciliationController,
    StaffSharersController,
    SharersController,
    SignInController,
    OverviewController,
    CampaignsController,
    CampaignCopyController,
    ExperimentsController,
    LedgerController,
    ListsController,
    DetailsController,
    GiftsDeskController,
    RefundController,
    FlaggedPurchaseController,
    InboxController,
    RatesController,
    ReconciliationController,
    PlacementsController,
    NewslettersDeskController,
    PoolDeskController,
    MailsController,
  ],
  providers: [
    CampaignDesk,
    Desk,
    FlaggedPurchases,
    GiftDesk,
    InboxPages,
    PoolDesk,
    Reports,
    SharerDesk,
    StaffContexts,
  ],
})
export class StaffModule {}

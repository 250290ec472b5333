import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { ExperimentsModule } from '../experiments/experiments.module.js';
import { DonationsModule } from '../donations/donations.module.js';
import { GiftsModule } from '../gifts/gifts.module.js';
import { MembersModule } from '../members/members.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { NewslettersModule } from '../newsletters/newsletters.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { AccountViews } from './account-views.service.js';
import { AssetRoutes } from './asset-routes.js';
import { CheckoutForms } from './checkout-forms.service.js';
import { ErrorPageRenderer } from './error-page-renderer.js';
import { DonationOffers } from './donation-offers.service.js';
import { GiftLists } from './gift-many/gift-lists.service.js';
import { GiftOffers } from './gift-offers.service.js';
import { Redemptions } from './redemptions.service.js';
import { Pictures } from './pictures/pictures.service.js';
import { ShareLinks } from './share-links.service.js';
import { ThanksViews } from './thanks-views.service.js';
import { Trails } from './trails.service.js';
import { Views } from './views.service.js';
import { AccountController } from './web/account.controller.js';
import { CampaignNewsController } from './web/campaign-news.controller.js';
import { DonateController } from './web/donate.controller.js';
import { FrontController } from './web/front.controller.js';
import { GivenGiftsController } from './web/given-gifts.controller.js';
import { GivenGiftsViews } from './given-gifts/given-gifts-views.service.js';
import { GiftCardsController } from './web/gift-cards.controller.js';
import { GiftController } from './web/gift.controller.js';
import { GiftManyController } from './web/gift-many.controller.js';
import { GoOnController } from './web/go-on.controller.js';
import { JoinController } from './web/join.controller.js';
import { NewsroomController } from './web/newsroom.controller.js';
import { NewsletterLeavingController } from './web/newsletter-leaving.controller.js';
import { NewsletterPagesController } from './web/newsletters.controller.js';
import { PoolGiveController } from './web/pool-give.controller.js';
import { PoolPagesController } from './web/pool.controller.js';
import { RedeemController } from './web/redeem.controller.js';
import { ReaderSignInController } from './web/sign-in.controller.js';
import { PicturesController } from './web/pictures.controller.js';
import { SpreadController } from './web/spread.controller.js';
import { ThankGiverController } from './web/thank-giver.controller.js';
import { ThanksController } from './web/thanks.controller.js';

/** What readers see: pages rendered on the server, and the banner's script. */
@Module({
  imports: [
    AccountsModule,
    CampaignsModule,
    DonationsModule,
    ExperimentsModule,
    GiftsModule,
    MembersModule,
    NewslettersModule,
    PaymentsModule,
    SharingModule,
  ],
  controllers: [
    FrontController,
    JoinController,
    GiftCardsController,
    GiftController,
    GivenGiftsController,
    GiftManyController,
    GoOnController,
    DonateController,
    ThanksController,
    ThankGiverController,
    PoolGiveController,
    PoolPagesController,
    RedeemController,
    NewsroomController,
    NewsletterPagesController,
    NewsletterLeavingController,
    CampaignNewsController,
    ReaderSignInController,
    AccountController,
    SpreadController,
    PicturesController,
  ],
  providers: [
    AccountViews,
    ShareLinks,
    Pictures,
    AssetRoutes,
    CheckoutForms,
    DonationOffers,
    ErrorPageRenderer,
    GiftLists,
    GiftOffers,
    GivenGiftsViews,
    Redemptions,
    ThanksViews,
    Trails,
    Views,
  ],
  exports: [Views],
})
export class SiteModule {}

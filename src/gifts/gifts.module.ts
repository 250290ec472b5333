import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailModule } from '../mail/mail.module.js';
import { MembersModule } from '../members/members.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { GiftCards } from './cards/gift-cards.service.js';
import { GiftCheckout } from './gift-checkout.service.js';
import { GiftConfirmations } from './gift-confirmations.service.js';
import { GiftDelivery } from './gift-delivery.service.js';
import { GiftGrants } from './gift-grants.service.js';
import { GiftLinks } from './gift-links.js';
import { GiftHandler } from './gift-handler.js';
import { GiftPurchases } from './gift-purchases.service.js';
import { GiftRefunds } from './gift-refunds.service.js';
import { GiftReversals } from './gift-reversals.service.js';
import { GiftsController } from './gifts.controller.js';
import { Gifts } from './gifts.service.js';
import { GiftBounces } from './bounces.service.js';
import { GiftCorrections } from './gift-corrections.service.js';
import { GiftDeadlines } from './gift-deadlines.service.js';
import { GiftErasure } from './erasure.service.js';
import { GiftNudges } from './nudges.service.js';
import { GiftSweep } from './gift-sweep.service.js';
import { PoolController } from './pool/pool.controller.js';
import { PoolFigures } from './pool/pool-figures.js';
import { PoolGifts } from './pool/pool-gifts.service.js';
import { PoolGivers } from './pool/pool-givers.service.js';
import { PoolHandout } from './pool/pool-handout.service.js';
import { PoolRequests } from './pool/pool-requests.service.js';
import { GiftThanks } from './gift-thanks.service.js';
import { GiftZones } from './gift-zones.service.js';
import { GiftsOfGiver } from './gifts-of-giver.service.js';

@Module({
  imports: [CampaignsModule, JobsModule, MailModule, MembersModule, PaymentsModule],
  controllers: [GiftsController, PoolController],
  providers: [
    GiftCards,
    GiftBounces,
    GiftCorrections,
    GiftDeadlines,
    GiftErasure,
    GiftNudges,
    GiftSweep,
    GiftThanks,
    GiftZones,
    GiftsOfGiver,
    GiftCheckout,
    GiftConfirmations,
    GiftDelivery,
    GiftGrants,
    GiftHandler,
    GiftLinks,
    GiftPurchases,
    GiftRefunds,
    GiftReversals,
    Gifts,
    PoolFigures,
    PoolGifts,
    PoolGivers,
    PoolHandout,
    PoolRequests,
  ],
  exports: [
    GiftCards,
    GiftCheckout,
    GiftCorrections,
    GiftDelivery,
    GiftLinks,
    GiftRefunds,
    GiftSweep,
    GiftThanks,
    GiftZones,
    Gifts,
    GiftsOfGiver,
    PoolFigures,
    PoolGifts,
    PoolRequests,
  ],
})
export class GiftsModule {}

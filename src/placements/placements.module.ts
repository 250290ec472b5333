import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { ExperimentsModule } from '../experiments/experiments.module.js';
import { NewslettersModule } from '../newsletters/newsletters.module.js';
import { BannerDataOf } from './banner-data.service.js';
import { BannerRoutes } from './banner-routes.js';
import { Placements } from './placements.service.js';

@Module({
  imports: [AccountsModule, CampaignsModule, ExperimentsModule, NewslettersModule],
  providers: [BannerDataOf, BannerRoutes, Placements],
  exports: [Placements],
})
export class PlacementsModule {}

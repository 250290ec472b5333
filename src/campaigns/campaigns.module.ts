import { Module } from '@nestjs/common';
import { Adjustments } from './adjustments.service.js';
import { CampaignEditing } from './campaign-editing.service.js';
import { CampaignRoutes } from './campaign-routes.js';
import { Campaigns } from './campaigns.service.js';
import { Ledger } from './ledger.service.js';
import { ProgressListener } from './progress-listener.js';
import { ProgressStream } from './progress-stream.js';
import { Progress } from './progress.service.js';
import { Supporters } from './supporters.service.js';

@Module({
  providers: [
    Adjustments,
    CampaignEditing,
    CampaignRoutes,
    Campaigns,
    Ledger,
    Progress,
    ProgressListener,
    ProgressStream,
    Supporters,
  ],
  exports: [Adjustments, CampaignEditing, Campaigns, Ledger, Progress],
})
export class CampaignsModule {}

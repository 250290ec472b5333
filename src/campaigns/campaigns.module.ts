import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailModule } from '../mail/mail.module.js';
import { Adjustments } from './adjustments.service.js';
import { CampaignEditing } from './campaign-editing.service.js';
import { CampaignRoutes } from './campaign-routes.js';
import { Campaigns } from './campaigns.service.js';
import { Freezing } from './course/freezing.service.js';
import { CampaignNews } from './course/campaign-news.service.js';
import { MilestoneLetters } from './course/milestone-letters.service.js';
import { Milestones } from './course/milestones.service.js';
import { Ledger } from './ledger.service.js';
import { ExchangeRates } from './rates/exchange-rates.service.js';
import { PublishedRates } from './rates/published-rates.service.js';
import { ProgressListener } from './progress-listener.js';
import { ProgressStream } from './progress-stream.js';
import { MatchingConfirmation } from './matching.service.js';
import { PublicLedger } from './public-ledger.service.js';
import { Progress } from './progress.service.js';
import { Supporters } from './supporters.service.js';

@Module({
  imports: [AccountsModule, JobsModule, MailModule],
  providers: [
    Adjustments,
    CampaignEditing,
    CampaignNews,
    CampaignRoutes,
    ExchangeRates,
    PublishedRates,
    Freezing,
    MatchingConfirmation,
    MilestoneLetters,
    Milestones,
    Campaigns,
    Ledger,
    Progress,
    ProgressListener,
    ProgressStream,
    PublicLedger,
    Supporters,
  ],
  exports: [
    Adjustments,
    CampaignEditing,
    CampaignNews,
    Campaigns,
    ExchangeRates,
    Freezing,
    Ledger,
    MatchingConfirmation,
    MilestoneLetters,
    Milestones,
    Progress,
    PublicLedger,
  ],
})
export class CampaignsModule {}

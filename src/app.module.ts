import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { CampaignsModule } from './campaigns/campaigns.module.js';
import type { Clock } from './common/clock.js';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.js';
import { DatabaseModule } from './database/database.module.js';
import { DonationsModule } from './donations/donations.module.js';
import { GiftsModule } from './gifts/gifts.module.js';
import { HttpModule } from './http/http.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { MailReportsModule } from './mail/reports/mail-reports.module.js';
import { ExperimentsModule } from './experiments/experiments.module.js';
import { EmbedModule } from './embed/embed.module.js';
import { MembersModule } from './members/members.module.js';
import { NewslettersModule } from './newsletters/newsletters.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { SharingModule } from './sharing/sharing.module.js';
import { PlacementsModule } from './placements/placements.module.js';
import { SiteModule } from './site/site.module.js';
import { StaffModule } from './staff/staff.module.js';

@Module({})
export class AppModule {
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings, clock),
        DatabaseModule,
        HttpModule,
        JobsModule,
        MailModule,
        MailReportsModule,
        AccountsModule,
        PaymentsModule,
        CampaignsModule,
        MembersModule,
        GiftsModule,
        DonationsModule,
        SharingModule,
        NewslettersModule,
        ExperimentsModule,
        PlacementsModule,
        EmbedModule,
        SiteModule,
        StaffModule,
      ],
    };
  }
}

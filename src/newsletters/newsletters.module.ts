import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailModule } from '../mail/mail.module.js';
import { NewslettersController } from './newsletters.controller.js';
import { Newsletters } from './newsletters.service.js';

@Module({
  imports: [AccountsModule, JobsModule, MailModule],
  controllers: [NewslettersController],
  providers: [Newsletters],
  exports: [Newsletters],
})
export class NewslettersModule {}

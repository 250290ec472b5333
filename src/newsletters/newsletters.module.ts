import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailModule } from '../mail/mail.module.js';
import { Leaving } from './leaving.service.js';
import { NewsletterLinks } from './newsletter-links.js';
import { NewsletterLists } from './newsletter-lists.service.js';
import { NewslettersController } from './newsletters.controller.js';
import { Newsletters } from './newsletters.service.js';
import { Subscribers } from './subscribers.service.js';

@Module({
  imports: [AccountsModule, JobsModule, MailModule],
  controllers: [NewslettersController],
  providers: [Leaving, NewsletterLinks, NewsletterLists, Newsletters, Subscribers],
  exports: [Leaving, NewsletterLists, Newsletters, Subscribers],
})
export class NewslettersModule {}

import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { Mail } from './mail.service.js';
import { MailRefusals } from './mail-refusals.js';
import { MailSender } from './mail-sender.js';

@Module({
  imports: [JobsModule],
  providers: [Mail, MailRefusals, MailSender],
  exports: [Mail, MailRefusals],
})
export class MailModule {}

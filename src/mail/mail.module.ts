import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { Mail } from './mail.service.js';
import { MailSender } from './mail-sender.js';

@Module({ imports: [JobsModule], providers: [Mail, MailSender], exports: [Mail] })
export class MailModule {}

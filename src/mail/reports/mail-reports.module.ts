import { Module } from '@nestjs/common';
import { MailModule } from '../mail.module.js';
import { MailWebhook } from './mail-webhook.js';

/** Takes reports of e-mails that came back; apart, because sending needs no HTTP. */
@Module({ imports: [MailModule], providers: [MailWebhook] })
export class MailReportsModule {}

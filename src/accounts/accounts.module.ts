import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JobsModule } from '../jobs/jobs.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AccessGuard } from './access.guard.js';
import { AuditLog } from './audit-log.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';
import { Staff } from './staff.service.js';
import { TokenHashes } from './token-hashes.js';

@Module({
  imports: [JobsModule, MailModule],
  providers: [AuditLog, Sessions, SignIn, Staff, TokenHashes, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [AuditLog, Sessions, SignIn, Staff],
})
export class AccountsModule {}

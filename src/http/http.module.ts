import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ErrorFilter } from './error.filter.js';
import { ErrorPages } from './error-pages.js';
import { RateLimits } from './rate-limits.js';

@Global()
@Module({
  providers: [ErrorPages, ErrorFilter, { provide: APP_FILTER, useExisting: ErrorFilter }, RateLimits],
  exports: [ErrorPages, ErrorFilter, RateLimits],
})
export class HttpModule {}

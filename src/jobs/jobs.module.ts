import { Module } from '@nestjs/common';
import { Jobs } from './jobs.service.js';
import { Surge } from './surge.js';

@Module({ providers: [Jobs, Surge], exports: [Jobs, Surge] })
export class JobsModule {}

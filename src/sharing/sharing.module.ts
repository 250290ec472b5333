import { Module } from '@nestjs/common';
import { Sharers } from './sharers.service.js';

/** Who spreads the word, and what came of it. */
@Module({ providers: [Sharers], exports: [Sharers] })
export class SharingModule {}

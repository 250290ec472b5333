import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Settings } from '../config/settings.js';

/** How tokens are kept: keyed by SESSION_SECRET, so a new secret signs everybody out, and by what they are for. */
@Injectable()
export class TokenHashes {
  constructor(private readonly settings: Settings) {}

  of(purpose: 'session' | 'sign-in', token: string): string {
    const key = this.settings.SESSION_SECRET;
    if (!key) throw new Error('SESSION_SECRET is not set');
    return createHmac('sha256', key).update(`${purpose}:${token}`).digest('hex');
  }
}

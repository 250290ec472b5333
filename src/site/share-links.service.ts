import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Sharers } from '../sharing/sharers.service.js';
import { along } from './trail.js';

/** Addresses that say who shared them, by a code that leads nobody to that person. */
@Injectable()
export class ShareLinks {
  constructor(
    private readonly sharers: Sharers,
    private readonly settings: Settings,
  ) {}

  /** Without anybody's code where the address is not known, or not theirs for sure. */
  async of(email: string | null, campaign: string | undefined): Promise<string> {
    const path = campaign ? `/campaigns/${campaign}` : '/';
    const ref = email ? (await this.sharers.of(email)).code : undefined;
    return `${this.settings.baseUrl}${along(path, { attribution: { source: 'share', ...(ref && { ref }) } })}`;
  }
}

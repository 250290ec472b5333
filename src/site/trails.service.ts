import { Injectable } from '@nestjs/common';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { NotFound } from '../common/errors.js';
import { type Trail, trailFrom } from './trail.js';

@Injectable()
export class Trails {
  constructor(private readonly campaigns: Campaigns) {}

  /** A link that names a campaign we do not have still leads to a form that works. */
  async of(fields: Record<string, unknown>): Promise<Trail> {
    const trail = trailFrom(fields);
    if (trail.campaign && !(await this.exists(trail.campaign))) delete trail.campaign;
    return trail;
  }

  private async exists(slug: string): Promise<boolean> {
    try {
      await this.campaigns.bySlug(slug);
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }
}

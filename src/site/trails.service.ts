import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Settings } from '../config/settings.js';
import { NotFound } from '../common/errors.js';
import { referrerOf, type Trail, trailFrom } from './trail.js';

@Injectable()
export class Trails {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly settings: Settings,
  ) {}

  /** Of who comes to a page, and may come from another site. */
  async ofVisit(query: Record<string, unknown>, { headers }: FastifyRequest): Promise<Trail> {
    const trail = await this.of(query);
    const referrer = trail.attribution.referrer ?? referrerOf(headers.referer, this.settings.baseUrl);
    return { ...trail, attribution: { ...trail.attribution, ...(referrer && { referrer }) } };
  }

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

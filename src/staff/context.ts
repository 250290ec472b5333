import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { type Actor, currentActor } from '../accounts/actor.js';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import type { View } from '../site/view.js';
import { Views } from '../site/views.service.js';
import { type CampaignRow, listCampaigns } from './queries/campaigns.js';
import { stripeLink } from './stripe-link.js';
import { Words } from './words.js';

/** What every page of the console knows. */
export interface StaffContext {
  view: View;
  words: Words;
  actor: Actor | null;
  campaigns: CampaignRow[];
  /** Where a payment, customer, … is seen at Stripe. */
  stripe: (id: string) => string;
}

@Injectable()
export class StaffContexts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async of(request: FastifyRequest): Promise<StaffContext> {
    const campaigns = await listCampaigns(this.dataSource, this.settings.livemode, this.clock.now());
    const outside = this.outside();
    const words = new Words(outside.view.text, campaigns[0]?.timeZone ?? this.settings.TIME_ZONE);
    return { ...outside, words, actor: currentActor(request), campaigns };
  }

  /** For those who have not signed in: nothing of what is inside. */
  outside(): StaffContext {
    const view = this.views.view();
    return {
      view,
      words: new Words(view.text, this.settings.TIME_ZONE),
      actor: null,
      campaigns: [],
      stripe: (id) => stripeLink(this.settings, id),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Progress } from '../campaigns/progress.service.js';
import { NotFound } from '../common/errors.js';
import type { Purchase } from '../payments/purchase.js';
import type { CampaignProgress } from './campaign-view.js';
import type { ThanksView } from './pages/thanks.js';
import { ShareLinks } from './share-links.service.js';

@Injectable()
export class ThanksViews {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly progress: Progress,
    private readonly links: ShareLinks,
  ) {}

  /** What the thank-you page says of a purchase. @throws NotFound for one that readers cannot make */
  async of(purchase: Purchase): Promise<ThanksView> {
    const { id, status, title, description, price, interval, paidAt, email } = purchase;
    const campaign = await this.campaignOf(purchase);
    return {
      id,
      purpose: purposeOf(purchase),
      status,
      description: title ?? description,
      price,
      recurring: interval !== 'once',
      handedOn: isHandedOn(purchase),
      paidAt: paidAt?.toISOString() ?? null,
      timeZone: this.campaigns.zoneOf(campaign),
      shareUrl: await this.links.of(status === 'paid' ? email : null, campaign?.slug),
      campaign,
    };
  }

  private async campaignOf({ campaignId }: Purchase): Promise<CampaignProgress | null> {
    const campaign = campaignId ? await this.campaigns.byId(campaignId) : null;
    return campaign?.published ? (await this.progress.snapshot(campaign.slug)).body : null;
  }
}

function purposeOf({ purpose }: Purchase): ThanksView['purpose'] {
  if (purpose === 'membership' || purpose === 'gift' || purpose === 'donation') return purpose;
  throw new NotFound();
}

/** A gift without a recipient's address: the giver hands it on. */
function isHandedOn({ details }: Purchase): boolean {
  const recipients: unknown = details.recipients;
  if (!Array.isArray(recipients)) return false;
  return recipients.some((recipient: { email?: unknown } | null) => !recipient?.email);
}

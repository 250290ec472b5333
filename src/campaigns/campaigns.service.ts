import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock } from '../common/clock.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { Campaign } from './campaign.js';

@Injectable()
export class Campaigns {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Published ones of this mode that have not ended, the running first. */
  async open(): Promise<Campaign[]> {
    const { livemode } = this.settings;
    return this.campaigns.find({
      where: { livemode, published: true, endsAt: MoreThan(this.clock.now()) },
      order: { startsAt: 'asc' },
    });
  }

  /** A published one. @throws NotFound */
  async bySlug(slug: string): Promise<Campaign> {
    const { livemode } = this.settings;
    const campaign = await this.campaigns.findOneBy({ slug, livemode, published: true });
    if (!campaign) throw new NotFound('There is no campaign at this address.');
    return campaign;
  }

  /** Whose calendar tells days: the campaign's, else the site's. An IANA name. */
  zoneOf(campaign: Pick<Campaign, 'timeZone'> | null): string {
    return campaign?.timeZone ?? this.settings.TIME_ZONE;
  }

  async byId(id: string): Promise<Campaign | null> {
    return this.campaigns.findOneBy({ id, livemode: this.settings.livemode });
  }

  /** The one that runs now, if it is exactly one: with two, a purchase that names neither counts for neither. */
  async running(): Promise<Campaign | null> {
    const now = this.clock.now();
    const { livemode } = this.settings;
    const found = await this.campaigns.find({
      where: { livemode, published: true, startsAt: LessThanOrEqual(now), endsAt: MoreThan(now) },
      take: 2,
    });
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** The campaign that a purchase is for: the one it names, else the one that runs. @throws InvalidInput at `campaign` */
  async forCheckout(slug: string | null | undefined): Promise<Campaign | null> {
    if (slug === undefined || slug === null) return this.running();
    const { livemode } = this.settings;
    const campaign = await this.campaigns.findOneBy({ slug, livemode, published: true });
    if (!campaign) throw new InvalidInput({ campaign: 'There is no such campaign.' });
    return campaign;
  }

  private get campaigns() {
    return this.dataSource.getRepository(Campaign);
  }
}

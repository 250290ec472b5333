import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Campaigns } from '../campaigns/campaigns.service.js';

/** By whose calendar a gift's days are told: its campaign's, else the site's. IANA names. */
@Injectable()
export class GiftZones {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly campaigns: Campaigns,
  ) {}

  async ofPurchase(purchaseId: string): Promise<string> {
    const [found] = await this.dataSource.query(
      `select c.time_zone "timeZone" from purchases p join campaigns c on c.id = p.campaign_id where p.id = $1`,
      [purchaseId],
    );
    return this.campaigns.zoneOf(found ?? null);
  }

  async ofGift(id: string): Promise<string> {
    const [gift] = await this.dataSource.query('select purchase_id "purchaseId" from gifts where id = $1', [
      id,
    ]);
    return gift ? this.ofPurchase(gift.purchaseId) : this.campaigns.zoneOf(null);
  }
}

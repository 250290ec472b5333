import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { InvalidInput } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Campaigns } from './campaigns.service.js';
import { insertEntries } from './insert-entries.js';

/** The largest correction that one person writes in one go: a slip of the finger must not double a campaign. */
export const LARGEST_ADJUSTMENT = 100_000;

/** The same in minor units of a goal in money. */
export const LARGEST_SUM = 1_000_000_000;

export interface Adjustment {
  /** People, signed; 0 where only money came. */
  delta?: number;
  /** Towards a goal in money: minor units of its currency, signed. */
  amount?: number;
  reason: string;
  /** Who wrote it, for the ledger and the audit log. */
  author: string;
}

/** Offline members and corrections: ledger entries that staff write by hand (counting.md, rule 8). */
@Injectable()
export class Adjustments {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly campaigns: Campaigns,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Returns the new entry's source, `adjustment:…`. @throws InvalidInput, NotFound */
  async write(slug: string, { delta = 0, amount = 0, reason, author }: Adjustment): Promise<string> {
    refuseFaults(delta, amount, reason);
    const campaign = await this.campaigns.bySlug(slug);
    const currency = campaign.goalKind === 'money' ? campaign.goalCurrency : null;
    if (amount !== 0 && !currency) throw new InvalidInput({ amount: 'The goal is in people.' });
    const source = `adjustment:${newId()}`;
    const row = {
      campaignId: campaign.id,
      kind: 'adjustment' as const,
      source,
      delta,
      money: amount !== 0 && currency ? { amount, currency } : null,
      reason: reason.trim(),
      author,
    };
    const { livemode } = this.settings;
    await this.dataSource.transaction((manager) =>
      insertEntries(manager, [{ ...row, livemode, at: this.clock.now() }], { late: true }),
    );
    return source;
  }
}

function refuseFaults(delta: number, amount: number, reason: string): void {
  if (!Number.isSafeInteger(delta) || !Number.isSafeInteger(amount) || (delta === 0 && amount === 0))
    throw new InvalidInput({ delta: 'Please enter a whole number other than 0.' });
  if (Math.abs(amount) > LARGEST_SUM) throw new InvalidInput({ amount: 'That is too much at a time.' });
  if (Math.abs(delta) > LARGEST_ADJUSTMENT)
    throw new InvalidInput({ delta: `At most ${LARGEST_ADJUSTMENT} at a time.` });
  if (reason.trim().length < 3 || reason.length > 500)
    throw new InvalidInput({ reason: 'Please say why, in 3 to 500 characters.' });
}

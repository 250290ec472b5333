import type { Money } from '../common/money.js';
import type { CampaignTally } from './campaign-tally.js';
import type { Campaign } from './campaign.js';

/** A donor doubles what others give, up to a limit in minor units of the goal's currency. */
export interface Matching {
  donor: string;
  limit: number;
}

/** What readers see of it: apart from the number until it is confirmed, and then as a row of the ledger. */
export interface Matched {
  donor: string;
  limit: Money;
  matched: Money;
  confirmed: boolean;
}

export function matchedOf(campaign: Campaign, tallies: CampaignTally[]): Matched | null {
  const { matching, goalCurrency: currency } = campaign;
  if (!matching || !currency) return null;
  const confirmed = tallies.find(({ kind }) => kind === 'matching');
  const given = tallies.reduce((sum, { kind, counted }) => (kind === 'matching' ? sum : sum + counted), 0);
  const amount = confirmed ? confirmed.amount : Math.max(0, Math.min(matching.limit, given));
  return {
    donor: matching.donor,
    limit: { amount: matching.limit, currency },
    matched: { amount, currency },
    confirmed: confirmed !== undefined,
  };
}

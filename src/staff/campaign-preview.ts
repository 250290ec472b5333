import { type ShownState, shownStates } from '../campaigns/campaign-copy.js';
import type { Language } from '../common/languages.js';
import { CampaignTally } from '../campaigns/campaign-tally.js';
import { Campaign } from '../campaigns/campaign.js';
import { progressBody } from '../campaigns/progress-body.js';
import { type CampaignView, campaignView } from '../site/campaign-view.js';

/** How far it would be in each state, in per cent of its goal. */
const shares: Record<ShownState, number> = { announced: 0, running: 37, met: 104, ended: 104 };

export function isShownState(word: unknown): word is ShownState {
  return shownStates.includes(word as ShownState);
}

/** As its page would be in that state, with a number that is made up. */
export function shownAs(state: ShownState, campaign: Campaign, language: Language): CampaignView {
  const published = Object.assign(new Campaign(), campaign, { published: true, baseline: 0 });
  const value = Math.floor((campaign.goalTarget * shares[state]) / 100);
  const figures = {
    delta: value,
    amount: value,
    counted: value,
    currency: campaign.goalCurrency ?? '',
    entries: value,
  };
  const tally = Object.assign(new CampaignTally(), {
    kind: 'membership',
    updatedAt: campaign.updatedAt,
    ...figures,
  });
  const body = progressBody(published, [tally], 0, instantIn(state, campaign));
  return campaignView(campaign, body, language);
}

function instantIn(state: ShownState, { startsAt, endsAt }: Campaign): Date {
  if (state === 'announced') return new Date(startsAt.getTime() - 1);
  return state === 'ended' ? endsAt : startsAt;
}

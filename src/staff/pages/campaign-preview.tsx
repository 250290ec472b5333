import type { ReactNode } from 'react';
import { type ShownState, wordsIn } from '../../campaigns/campaign-copy.js';
import type { Campaign } from '../../campaigns/campaign.js';
import type { Language } from '../../common/languages.js';
import { copy as usual } from '../../placements/messages/copy.js';
import { textFor } from '../../site/messages/text.js';
import { LandingPage } from '../../site/pages/landing.js';
import { shownAs } from '../campaign-preview.js';
import type { StaffContext } from '../context.js';

interface Props {
  context: StaffContext;
  campaign: Campaign;
  state: ShownState;
  language?: Language;
}

/** A campaign's page as readers would see it in that state, also before it is published, and what its banner says. */
export function CampaignPreview({ context, campaign, state, language = 'en' }: Props): ReactNode {
  const { view, words } = context;
  const shown = shownAs(state, campaign, language);
  const { join, gift } = { ...usual[language], ...wordsIn(campaign.copy, state)[language] };
  const { headline } = shown;
  const note = words.t('campaign.preview.note', { state: words.named('campaign', state) });
  const preview = `${note} ${words.t('copy.preview.banner', { headline, join, gift })}`;
  const trail = { campaign: campaign.slug, attribution: {} };
  return (
    <LandingPage
      view={{ ...view, text: textFor(language) }}
      trail={trail}
      campaign={shown}
      preview={preview}
    />
  );
}

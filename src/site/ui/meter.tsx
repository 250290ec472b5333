import type { ReactNode } from 'react';
import type { CampaignProgress } from '../campaign-view.js';
import { meterWords } from '../meter-words.js';
import type { Text } from '../messages/text.js';

interface Props {
  text: Text;
  campaign: CampaignProgress;
  /** Its number is made up: no script may put the real one in its place. */
  still?: boolean;
}

/**
 * How far a campaign is. The script keeps it live (`data-meter`), and announces changes in the status line
 * at the end; without a script it is right as of the page's load.
 */
export function Meter({ text, campaign, still }: Props): ReactNode {
  const words = meterWords(text, campaign);
  return (
    <div
      className="meter"
      data-meter={still ? undefined : campaign.slug}
      data-remaining={text.t('meter.remaining', { remaining: '{}' })}
      data-reached={text.t('meter.reached')}
      data-reached-next={text.t('meter.reachedNext', { next: '{}' })}
    >
      <p className="meter__count">
        <strong data-meter-count="">{words.count}</strong> <span data-meter-of="">{words.of}</span>
      </p>
      <div
        role="meter"
        aria-label={words.name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={words.fill}
        aria-valuetext={words.spoken}
        data-meter-role=""
      >
        <svg className="meter__bar" aria-hidden="true" preserveAspectRatio="none">
          <rect className="meter__fill" width={`${words.fill}%`} height="100%" rx="5" data-meter-fill="" />
        </svg>
      </div>
      <p className="meter__foot">
        <span data-meter-remaining="">{words.remaining}</span>
        <span data-meter-end="">{words.end}</span>
      </p>
      <span className="visually-hidden" role="status" data-meter-status="" />
    </div>
  );
}

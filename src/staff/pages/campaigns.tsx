import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import { ButtonLink } from '../../site/ui/button.js';
import { Notice } from '../../site/ui/notice.js';
import { type Column, Table } from '../../site/ui/table.js';
import { shownStates } from '../../campaigns/campaign-copy.js';
import type { StaffContext } from '../context.js';
import type { CampaignRow } from '../queries/campaigns.js';
import { Badge, Time } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

interface Props {
  context: StaffContext;
  campaigns: CampaignRow[];
  now: Date;
  done: boolean;
}

/** All campaigns: where each stands, and the way to change it. */
export function CampaignsPage({ context, campaigns, now, done }: Props): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  return (
    <StaffPage context={context} title={t('nav.campaigns')} current="nav.campaigns">
      <h1>{t('nav.campaigns')}</h1>
      {done ? <Notice role="status">{t('campaign.saved')}</Notice> : null}
      {may(actor, 'editor') ? (
        <p className="buttons">
          <ButtonLink href="/staff/campaigns/new">{t('campaign.new')}</ButtonLink>
          <ButtonLink look="plain" href="/staff/rates">
            {t('rates.see')}
          </ButtonLink>
        </p>
      ) : null}
      <Table
        caption={t('nav.campaigns')}
        captionHidden
        columns={columns(words, now, may(actor, 'editor'))}
        rows={campaigns}
        rowKey={({ slug }) => slug}
        empty={t('overview.none')}
      />
    </StaffPage>
  );
}

function columns(words: Words, now: Date, mayEdit: boolean): Column<CampaignRow>[] {
  const { t } = words;
  return [
    {
      key: 'title',
      header: t('campaign.title'),
      cell: ({ slug, title }) => (mayEdit ? <a href={`/staff/campaigns/${slug}/edit`}>{title}</a> : title),
    },
    {
      key: 'status',
      header: t('campaign.status'),
      cell: (campaign) => <Badge>{words.named('campaign', standing(campaign, now))}</Badge>,
    },
    {
      key: 'number',
      header: t('campaign.number'),
      numeric: true,
      cell: (campaign) =>
        t('campaign.number.of', {
          value: words.value(campaign, campaign.value),
          target: words.value(campaign, campaign.goal.target),
        }),
    },
    {
      key: 'starts',
      header: t('campaign.starts'),
      cell: ({ startsAt }) => <Time words={words} at={startsAt} />,
    },
    { key: 'ends', header: t('campaign.ends'), cell: ({ endsAt }) => <Time words={words} at={endsAt} /> },
    {
      key: 'look',
      header: t('campaign.preview'),
      cell: ({ slug }) => (
        <>
          {shownStates.map((state) => (
            <span key={state}>
              <a href={`/staff/campaigns/${slug}/preview?state=${state}`}>
                {words.named('campaign', state)}
              </a>{' '}
            </span>
          ))}
        </>
      ),
    },
    {
      key: 'copy',
      header: t('campaign.copy'),
      cell: ({ slug }) => (mayEdit ? <a href={`/staff/campaigns/${slug}/copy`}>{t('copy.edit')}</a> : null),
    },
    {
      key: 'why',
      header: t('nav.ledger'),
      cell: ({ slug }) => <a href={`/staff/campaigns/${slug}/ledger`}>{t('campaign.why')}</a>,
    },
  ];
}

function standing({ published, startsAt, endsAt, value, goal }: CampaignRow, now: Date): string {
  if (!published) return 'draft';
  if (now < startsAt) return 'announced';
  if (now >= endsAt) return 'ended';
  return value >= goal.target ? 'met' : 'running';
}

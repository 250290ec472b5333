import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import type { Experiment } from '../../experiments/experiment.js';
import { ButtonLink } from '../../site/ui/button.js';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import { Badge, Time } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';

/** All experiments, the latest first. */
export function ExperimentsPage(props: { context: StaffContext; experiments: Experiment[] }): ReactNode {
  const { context, experiments } = props;
  const { words, actor } = context;
  const { t } = words;
  return (
    <StaffPage context={context} title={t('experiments.title')} current="nav.experiments">
      <h1>{t('experiments.title')}</h1>
      <p className="soft">{t('experiments.lead')}</p>
      {may(actor, 'editor') ? (
        <p>
          <ButtonLink href="/staff/experiments/new">{t('experiment.new')}</ButtonLink>
        </p>
      ) : null}
      <Table
        caption={t('experiments.title')}
        captionHidden
        rows={experiments}
        rowKey={({ key }) => key}
        empty={t('experiments.empty')}
        columns={[
          {
            key: 'name',
            header: t('experiment.name'),
            cell: ({ key, name }) => <a href={`/staff/experiments/${key}`}>{name}</a>,
          },
          {
            key: 'status',
            header: t('experiment.status'),
            cell: ({ status }) => (
              <Badge tone={status === 'running' ? 'good' : 'plain'}>
                {words.named('experiment.status', status)}
              </Badge>
            ),
          },
          {
            key: 'placements',
            header: t('experiment.placements'),
            cell: ({ placements }) => placements.join(', '),
          },
          {
            key: 'started',
            header: t('experiment.started'),
            cell: ({ startedAt }) => <Time words={words} at={startedAt} />,
          },
          {
            key: 'ended',
            header: t('experiment.ended'),
            cell: ({ endedAt }) => <Time words={words} at={endedAt} />,
          },
        ]}
      />
    </StaffPage>
  );
}

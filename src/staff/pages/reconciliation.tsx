import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import { Notice } from '../../site/ui/notice.js';
import { type Column, Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { Page } from '../queries/paging.js';
import type { ReportRow } from '../queries/reconciliation.js';
import { Badge, Time } from '../ui/bits.js';
import { Pager } from '../ui/list.js';
import { ReconcileForm } from '../ui/reconcile-form.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

interface Props {
  context: StaffContext;
  page: Page<ReportRow>;
  query: { cursor?: string };
  done: boolean;
}

/** How our books compare with Stripe's, report by report. */
export function ReconciliationsPage({ context, page, query, done }: Props): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  return (
    <StaffPage context={context} title={t('reconciliation.title')} current="nav.inbox">
      <h1>{t('reconciliation.title')}</h1>
      <p className="soft">{t('reconciliation.lead')}</p>
      {done ? <Notice role="status">{t('reconciliation.done')}</Notice> : null}
      <Table
        caption={t('reconciliation.title')}
        captionHidden
        columns={columns(words)}
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={t('reconciliation.empty')}
      />
      <Pager words={words} path="/staff/reconciliation" query={query} next={page.next} />
      {may(actor, 'administrator') ? <ReconcileForm words={words} /> : null}
    </StaffPage>
  );
}

function columns(words: Words): Column<ReportRow>[] {
  const { t } = words;
  return [
    {
      key: 'started',
      header: t('reconciliation.started'),
      cell: ({ id, startedAt }) => (
        <a href={`/staff/reconciliation/${id}`}>
          <Time words={words} at={startedAt} />
        </a>
      ),
    },
    {
      key: 'result',
      header: t('reconciliation.result'),
      cell: (report) => <Result words={words} report={report} />,
    },
    {
      key: 'since',
      header: t('reconciliation.since'),
      cell: ({ since }) => words.day(since),
    },
    {
      key: 'compared',
      header: t('reconciliation.compared'),
      numeric: true,
      cell: ({ compared }) => words.number(compared),
    },
    {
      key: 'foreign',
      header: t('reconciliation.foreign'),
      numeric: true,
      cell: ({ foreign }) => words.number(foreign),
    },
  ];
}

/** In one line: whether it is done, what differs, and whether that was put right. */
export function Result({ words, report }: { words: Words; report: ReportRow }): ReactNode {
  const { differences, fix, finishedAt } = report;
  if (!finishedAt) return <Badge>{words.t('reconciliation.unfinished')}</Badge>;
  if (differences === 0) return <Badge tone="good">{words.t('reconciliation.none')}</Badge>;
  return (
    <Badge tone={fix ? 'plain' : 'bad'}>
      {words.t(fix ? 'reconciliation.fixed' : 'reconciliation.found', { count: differences })}
    </Badge>
  );
}

import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import { type Column, Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { Page } from '../queries/paging.js';
import type { DifferenceRow, ReportRow } from '../queries/reconciliation.js';
import { Facts, Section, StripeId, Time } from '../ui/bits.js';
import { Pager } from '../ui/list.js';
import { ReconcileForm } from '../ui/reconcile-form.js';
import { StaffPage } from '../ui/staff-page.js';
import { Result } from './reconciliation.js';

interface Props {
  context: StaffContext;
  report: ReportRow;
  page: Page<DifferenceRow>;
  query: { cursor?: string };
}

/** One report: every object that Stripe and we do not say the same of. */
export function ReconciliationPage({ context, report, page, query }: Props): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  const open = report.finishedAt !== null && report.differences > 0 && !report.fix;
  return (
    <StaffPage context={context} title={t('reconciliation.one')} current="nav.inbox">
      <h1>{t('reconciliation.one')}</h1>
      <Facts
        facts={[
          [t('reconciliation.result'), <Result key="result" words={words} report={report} />],
          [t('reconciliation.started'), <Time key="started" words={words} at={report.startedAt} />],
          [
            t('reconciliation.finished'),
            report.finishedAt && <Time key="finished" words={words} at={report.finishedAt} />,
          ],
          [t('reconciliation.since'), words.day(report.since)],
          [t('reconciliation.compared'), words.number(report.compared)],
          [t('reconciliation.foreign'), words.number(report.foreign)],
        ]}
      />
      <Section title={t('reconciliation.differences')}>
        <Table
          caption={t('reconciliation.differences')}
          captionHidden
          columns={columns(context, report)}
          rows={page.rows}
          rowKey={({ objectId }) => objectId}
          empty={t(report.finishedAt ? 'reconciliation.none' : 'reconciliation.none.yet')}
        />
        <Pager words={words} path={`/staff/reconciliation/${report.id}`} query={query} next={page.next} />
      </Section>
      {open && may(actor, 'administrator') ? <ReconcileForm words={words} fixSince={report.since} /> : null}
      <p>
        <a href="/staff/reconciliation">{t('reconciliation.all')}</a>
      </p>
    </StaffPage>
  );
}

function columns({ words, stripe }: StaffContext, { fix }: ReportRow): Column<DifferenceRow>[] {
  const { t } = words;
  return [
    {
      key: 'kind',
      header: t('reconciliation.kind'),
      cell: ({ objectId }) => words.named('object', objectId.split('_')[0] ?? ''),
    },
    {
      key: 'object',
      header: t('reconciliation.object'),
      cell: ({ objectId }) => <StripeId id={objectId} href={stripe(objectId)} />,
    },
    { key: 'stripe', header: t('reconciliation.stripe'), cell: ({ stripe: says }) => says },
    { key: 'ours', header: t('reconciliation.ours'), cell: ({ ours }) => ours },
    {
      key: 'purchase',
      header: t('purchases.title'),
      cell: ({ purchaseId }) =>
        purchaseId ? (
          <a href={`/staff/purchases/${purchaseId}`}>{t('reconciliation.purchase')}</a>
        ) : (
          t('value.none')
        ),
    },
    {
      key: 'event',
      header: t('reconciliation.event'),
      cell: ({ eventId, eventState }) =>
        eventId ? (
          <a href={`/staff/inbox/${encodeURIComponent(eventId)}`}>
            {words.named('state', eventState ?? 'received')}
          </a>
        ) : (
          t(fix ? 'reconciliation.event.never' : 'reconciliation.event.none')
        ),
    },
  ];
}

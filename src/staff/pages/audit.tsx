import type { ReactNode } from 'react';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { AuditRow } from '../queries/audit.js';
import type { Page } from '../queries/paging.js';
import { Time } from '../ui/bits.js';
import { Pager } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';

interface Props {
  context: StaffContext;
  page: Page<AuditRow>;
  query: { cursor?: string };
}

export function AuditPage({ context, page, query }: Props): ReactNode {
  const { words } = context;
  const { t } = words;
  return (
    <StaffPage context={context} title={t('audit.title')} current="nav.audit">
      <h1>{t('audit.title')}</h1>
      <p className="soft">{t('audit.lead')}</p>
      <Table
        caption={t('audit.title')}
        captionHidden
        columns={[
          { key: 'at', header: t('audit.when'), cell: ({ at }) => <Time words={words} at={at} /> },
          { key: 'actor', header: t('audit.who'), cell: ({ actor }) => actor },
          { key: 'action', header: t('audit.what'), cell: ({ action }) => action },
          {
            key: 'subject',
            header: t('audit.subject'),
            cell: ({ subject }) => <Subject subject={subject} />,
          },
          { key: 'details', header: t('audit.details'), cell: ({ details }) => describe(details) },
        ]}
        rows={page.rows}
        rowKey={({ id }) => String(id)}
        empty={t('audit.empty')}
      />
      <Pager words={words} path="/staff/audit" query={query} next={page.next} />
    </StaffPage>
  );
}

const pages: Record<string, (id: string) => string> = {
  purchase: (id) => `/staff/purchases/${id}`,
  event: (id) => `/staff/inbox/${id}`,
  campaign: (id) => `/staff/campaigns/${id}/ledger`,
};

function Subject({ subject }: { subject: string }): ReactNode {
  const [kind = '', id = ''] = subject.split(':', 2);
  const page = pages[kind];
  return page ? <a href={page(encodeURIComponent(id))}>{subject}</a> : subject;
}

function describe(details: Record<string, unknown>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

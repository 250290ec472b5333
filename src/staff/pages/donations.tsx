import type { ReactNode } from 'react';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { DonationRow } from '../queries/donations.js';
import type { Page } from '../queries/paging.js';
import { Time } from '../ui/bits.js';
import { Pager, Search } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';

interface Props {
  context: StaffContext;
  page: Page<DonationRow>;
  query: { query?: string; cursor?: string };
}

export function DonationsPage({ context, page, query }: Props): ReactNode {
  const { words } = context;
  const { t } = words;
  const path = '/staff/donations';
  return (
    <StaffPage context={context} title={t('donations.title')} current="nav.donations">
      <h1>{t('donations.title')}</h1>
      <Search words={words} path={path} label={t('members.search')} value={query.query} />
      <Table
        caption={t('donations.title')}
        captionHidden
        columns={[
          {
            key: 'when',
            header: t('donations.when'),
            cell: ({ donatedAt }) => <Time words={words} at={donatedAt} />,
          },
          {
            key: 'donor',
            header: t('donations.donor'),
            cell: ({ name, email, memberId }) => {
              const who = name ?? email ?? t('donations.anonymous');
              return memberId ? <a href={`/staff/members/${memberId}`}>{who}</a> : who;
            },
          },
          {
            key: 'amount',
            header: t('donations.amount'),
            numeric: true,
            cell: ({ price, purchaseId }) => (
              <a href={`/staff/purchases/${purchaseId}`}>{words.money(price)}</a>
            ),
          },
          {
            key: 'status',
            header: t('donations.status'),
            cell: ({ interval, status }) =>
              `${words.named('donations.interval', interval)}, ${status.replaceAll('_', ' ')}`,
          },
          { key: 'dedication', header: t('donations.dedication'), cell: ({ dedication }) => dedication },
        ]}
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={t('donations.empty')}
      />
      <Pager words={words} path={path} query={query} next={page.next} />
    </StaffPage>
  );
}

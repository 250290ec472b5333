import type { ReactNode } from 'react';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import { type MemberRow, type MemberStatus, memberStatuses } from '../queries/members.js';
import type { Page } from '../queries/paging.js';
import { Time } from '../ui/bits.js';
import { Filter, Pager, Search } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';

interface Props {
  context: StaffContext;
  page: Page<MemberRow>;
  query: { query?: string; status?: MemberStatus; cursor?: string };
}

export function MembersPage({ context, page, query }: Props): ReactNode {
  const { words } = context;
  const { t } = words;
  const path = '/staff/members';
  return (
    <StaffPage context={context} title={t('members.title')} current="nav.members">
      <h1>{t('members.title')}</h1>
      <Search
        words={words}
        path={path}
        label={t('members.search')}
        value={query.query}
        keep={{ status: query.status }}
      />
      <Filter
        words={words}
        path={path}
        name="status"
        chosen={query.status}
        keep={{ query: query.query }}
        choices={memberStatuses.map((status) => ({ value: status, label: t(`members.status.${status}`) }))}
      />
      <Table
        caption={t('members.title')}
        captionHidden
        columns={[
          {
            key: 'name',
            header: t('members.name'),
            cell: ({ id, name, email }) => <a href={`/staff/members/${id}`}>{name ?? email}</a>,
          },
          { key: 'email', header: t('members.email'), cell: ({ email }) => email },
          {
            key: 'membership',
            header: t('members.membership'),
            cell: ({ membership }) =>
              membership ? `${membership.tier}, ${words.named('source', membership.source)}` : null,
          },
          {
            key: 'until',
            header: t('members.until'),
            cell: ({ membership }) => (membership ? words.day(membership.endsAt) : null),
          },
          {
            key: 'since',
            header: t('members.since'),
            cell: ({ createdAt }) => <Time words={words} at={createdAt} />,
          },
        ]}
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={t('members.empty')}
      />
      <Pager words={words} path={path} query={query} next={page.next} />
    </StaffPage>
  );
}

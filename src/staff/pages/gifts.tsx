import type { ReactNode } from 'react';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import { type GiftFilter, giftFilters, type GiftRow, type GiftStatus } from '../queries/gifts.js';
import type { Page } from '../queries/paging.js';
import { Badge, Time } from '../ui/bits.js';
import { Filter, Pager, Search } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

interface Props {
  context: StaffContext;
  page: Page<GiftRow>;
  query: { status?: GiftFilter; query?: string; cursor?: string };
}

export function GiftsPage({ context, page, query }: Props): ReactNode {
  const { words } = context;
  const { t } = words;
  const path = '/staff/gifts';
  return (
    <StaffPage context={context} title={t('gifts.title')} current="nav.gifts">
      <h1>{t('gifts.title')}</h1>
      <p>
        <a href="/staff/pool">{t('pool.link')}</a>
      </p>
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
        choices={giftFilters.map((status) => ({ value: status, label: t(`gifts.status.${status}`) }))}
      />
      <Table
        caption={t('gifts.title')}
        captionHidden
        columns={[
          {
            key: 'gift',
            header: t('gifts.gift'),
            cell: ({ id, months, tier }) => (
              <a href={`/staff/gifts/${id}`}>{t('gifts.term', { months, tier })}</a>
            ),
          },
          {
            key: 'giver',
            header: t('gifts.giver'),
            cell: ({ giverName, giverEmail }) => <Person name={giverName} email={giverEmail} />,
          },
          {
            key: 'recipient',
            header: t('gifts.recipient'),
            cell: ({ recipientName, recipientEmail }) => (
              <Person name={recipientName ?? ''} email={recipientEmail ?? t('gifts.recipient.none')} />
            ),
          },
          { key: 'status', header: t('gifts.status'), cell: (gift) => <Status words={words} gift={gift} /> },
          {
            key: 'bought',
            header: t('gifts.bought'),
            cell: ({ boughtAt }) => <Time words={words} at={boughtAt} />,
          },
        ]}
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={t('gifts.empty')}
      />
      <Pager words={words} path={path} query={query} next={page.next} />
    </StaffPage>
  );
}

function Person({ name, email }: { name: string; email: string }): ReactNode {
  return (
    <span className="source">
      {name ? <span>{name}</span> : null}
      <span className="soft">{email}</span>
    </span>
  );
}

function Status({ words, gift }: { words: Words; gift: GiftRow }): ReactNode {
  const { t } = words;
  const { status, late, bouncedAt, deliverAt, deliveredAt, redeemedAt, redeemer } = gift;
  const more: Partial<Record<GiftStatus, ReactNode>> = {
    bought: t(late ? 'gifts.late' : 'gifts.deliver', { time: words.time(deliverAt) }),
    delivered: bouncedAt ? t('gifts.bounced') : deliveredAt ? words.time(deliveredAt) : null,
    redeemed: redeemer ? (
      <a href={`/staff/members/${redeemer.id}`}>
        {t('gifts.redeemedBy', { name: redeemer.name ?? redeemer.email })}
      </a>
    ) : redeemedAt ? (
      words.time(redeemedAt)
    ) : null,
  };
  return (
    <span className="source">
      <Badge
        tone={
          late || (bouncedAt && status === 'delivered') ? 'bad' : status === 'redeemed' ? 'good' : 'plain'
        }
      >
        {t(`gifts.status.${status}`)}
      </Badge>
      <span className="soft">{more[status]}</span>
    </span>
  );
}

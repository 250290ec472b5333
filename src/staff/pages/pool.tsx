import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import type { PoolCounts } from '../../gifts/pool/pool-figures.js';
import { Button } from '../../site/ui/button.js';
import { Field } from '../../site/ui/field.js';
import { Notice } from '../../site/ui/notice.js';
import { type Column, Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { Page } from '../queries/paging.js';
import type { PoolRow } from '../queries/pool.js';
import { Time } from '../ui/bits.js';
import { Pager } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

export interface PoolShown {
  counts: PoolCounts;
  page: Page<PoolRow>;
  done?: boolean;
  /** Why nobody was taken out of the line. */
  missed?: string;
}

/** Memberships for readers who cannot afford one: what is there, and who waits. */
export function PoolPage({ context, shown }: { context: StaffContext; shown: PoolShown }): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  const { counts, page, done, missed } = shown;
  return (
    <StaffPage context={context} title={t('pool.title')} current="nav.gifts">
      <h1>{t('pool.title')}</h1>
      <p className="soft">{t('pool.lead')}</p>
      {done ? <Notice role="status">{t('pool.removed')}</Notice> : null}
      {missed ? (
        <Notice tone="problem" role="alert">
          {missed}
        </Notice>
      ) : null}
      <p>{t('pool.counts', { ...counts })}</p>
      <Table
        caption={t('pool.requests')}
        captionHidden
        columns={columns(words, may(actor, 'editor'))}
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={t('pool.empty')}
      />
      <Pager words={words} path="/staff/pool" query={{}} next={page.next} />
    </StaffPage>
  );
}

function columns(words: Words, mayRemove: boolean): Column<PoolRow>[] {
  const { t } = words;
  return [
    {
      key: 'confirmed',
      header: t('pool.since'),
      cell: ({ confirmedAt }) => <Time words={words} at={confirmedAt} />,
    },
    { key: 'who', header: t('pool.who'), cell: ({ name, email }) => `${name}, ${email}` },
    {
      key: 'standing',
      header: t('pool.standing'),
      cell: ({ giftId, servedAt, place }) =>
        giftId && servedAt ? (
          <>
            <a href={`/staff/gifts/${giftId}`}>{t('pool.served')}</a> <Time words={words} at={servedAt} />
          </>
        ) : (
          t('pool.place', { place: place ?? 0 })
        ),
    },
    {
      key: 'remove',
      header: t('pool.remove'),
      cell: (row) => (mayRemove && !row.servedAt ? <Remove words={words} row={row} /> : null),
    },
  ];
}

/** Asks once, and for the reason. */
function Remove({ words: { t }, row: { id, name } }: { words: Words; row: PoolRow }): ReactNode {
  return (
    <details>
      <summary>{t('pool.remove.of', { name })}</summary>
      <form className="form" method="post" action={`/staff/pool/requests/${id}/remove`} noValidate>
        <Field id={`reason-${id}`} name="reason" label={t('refund.reason')} maxLength={500} required />
        <Button look="danger">{t('pool.remove.press')}</Button>
      </form>
    </details>
  );
}

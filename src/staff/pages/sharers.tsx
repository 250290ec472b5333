import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import { Button } from '../../site/ui/button.js';
import { Field } from '../../site/ui/field.js';
import { Notice } from '../../site/ui/notice.js';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { SharerRow } from '../sharer-desk.service.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

interface Props {
  context: StaffContext;
  rows: SharerRow[];
  done?: boolean;
  /** Why nobody was taken off. */
  missed?: string;
}

/** Readers who brought others, and which of them everybody can see. */
export function SharersPage({ context, rows, done, missed }: Props): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  const mayTakeOff = may(actor, 'editor');
  return (
    <StaffPage context={context} title={t('sharers.title')} current="nav.overview">
      <h1>{t('sharers.title')}</h1>
      <p className="soft">{t('sharers.lead')}</p>
      {done ? <Notice role="status">{t('sharers.takenOff')}</Notice> : null}
      {missed ? (
        <Notice tone="problem" role="alert">
          {missed}
        </Notice>
      ) : null}
      <Table
        caption={t('sharers.title')}
        captionHidden
        rows={rows}
        rowKey={({ code }) => code}
        empty={t('sharers.empty')}
        columns={[
          { key: 'who', header: t('sharers.who'), cell: ({ email }) => email },
          {
            key: 'code',
            header: t('sharers.code'),
            cell: ({ code }) => <code className="code">{code}</code>,
          },
          {
            key: 'members',
            header: t('sharers.members'),
            numeric: true,
            cell: ({ members }) => words.number(members),
          },
          {
            key: 'gifts',
            header: t('sharers.gifts'),
            numeric: true,
            cell: ({ gifts }) => words.number(gifts),
          },
          {
            key: 'listed',
            header: t('sharers.listed'),
            cell: (row) => (row.listedAs ? <Listed words={words} row={row} mayTakeOff={mayTakeOff} /> : null),
          },
        ]}
      />
    </StaffPage>
  );
}

/** Asks once, and for the reason. */
function Listed(props: { words: Words; row: SharerRow; mayTakeOff: boolean }): ReactNode {
  const { t } = props.words;
  const { code, listedAs } = props.row;
  if (!props.mayTakeOff) return listedAs;
  return (
    <details>
      <summary>{t('sharers.takeOff', { name: listedAs ?? '' })}</summary>
      <form className="form" method="post" action={`/staff/sharers/${code}/take-off`} noValidate>
        <Field id={`reason-${code}`} name="reason" label={t('refund.reason')} maxLength={500} required />
        <Button look="danger">{t('sharers.takeOff.press')}</Button>
      </form>
    </details>
  );
}

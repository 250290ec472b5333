import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import { Notice } from '../../site/ui/notice.js';
import { type Column, Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { MailRow } from '../queries/mails.js';
import type { Page } from '../queries/paging.js';
import { Badge, Time } from '../ui/bits.js';
import { Filter, Pager } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

interface Props {
  context: StaffContext;
  page: Page<MailRow>;
  query: { state?: MailRow['state']; cursor?: string };
  done: boolean;
}

export function MailsPage({ context, page, query, done }: Props): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  return (
    <StaffPage context={context} title={t('mails.title')} current="nav.mails">
      <h1>{t('mails.title')}</h1>
      <p className="soft">{t('mails.lead')}</p>
      {done ? <Notice role="status">{t('mails.retry.done')}</Notice> : null}
      <Filter
        words={words}
        path="/staff/mails"
        name="state"
        chosen={query.state}
        choices={(['queued', 'sent', 'failed'] as const).map((state) => ({
          value: state,
          label: t(`state.${state}`),
        }))}
      />
      <Table
        caption={t('mails.title')}
        captionHidden
        columns={columns(words, may(actor, 'editor'))}
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={t('mails.empty')}
      />
      <Pager words={words} path="/staff/mails" query={query} next={page.next} />
    </StaffPage>
  );
}

function columns(words: Words, mayRetry: boolean): Column<MailRow>[] {
  const { t } = words;
  return [
    {
      key: 'queued',
      header: t('mails.queued'),
      cell: ({ queuedAt }) => <Time words={words} at={queuedAt} />,
    },
    { key: 'template', header: t('mails.template'), cell: ({ template }) => template.replaceAll('-', ' ') },
    { key: 'to', header: t('mails.to'), cell: ({ recipient }) => recipient },
    {
      key: 'state',
      header: t('mails.state'),
      cell: ({ state }) => <Badge tone={state === 'failed' ? 'bad' : 'plain'}>{t(`state.${state}`)}</Badge>,
    },
    { key: 'attempts', header: t('mails.attempts'), numeric: true, cell: ({ attempts }) => attempts },
    {
      key: 'error',
      header: t('mails.error'),
      cell: (mail) => <Failure words={words} mail={mail} mayRetry={mayRetry} />,
    },
  ];
}

function Failure({ words, mail, mayRetry }: { words: Words; mail: MailRow; mayRetry: boolean }): ReactNode {
  const { id, error, state, template, recipient } = mail;
  return (
    <span className="source">
      {error}
      {mayRetry && state === 'failed' ? (
        <form method="post" action={`/staff/mails/${id}/retry`}>
          <button
            className="button button--plain"
            type="submit"
            aria-label={words.t('mails.retry.of', { template: template.replaceAll('-', ' '), to: recipient })}
          >
            {words.t('mails.retry')}
          </button>
        </form>
      ) : null}
    </span>
  );
}

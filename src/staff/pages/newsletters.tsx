import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import type { FieldErrors } from '../../common/errors.js';
import type { ListWithCounts } from '../../newsletters/newsletter-lists.service.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { Field } from '../../site/ui/field.js';
import { Notice } from '../../site/ui/notice.js';
import { type Column, Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import { Badge } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

export interface NewslettersShown {
  lists: ListWithCounts[];
  done?: boolean;
  /** On so many lists was an address that is forgotten now. */
  forgotten?: number | null;
  /** Why a list was not removed. */
  missed?: string;
  /** What was typed into the form that forgets an address. */
  email?: string;
  errors?: FieldErrors;
}

/** The newsletters, in the order that readers see, and who gets them. */
export function NewslettersPage({
  context,
  shown,
}: {
  context: StaffContext;
  shown: NewslettersShown;
}): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  const { lists, done, forgotten, missed } = shown;
  const mayEdit = may(actor, 'editor');
  return (
    <StaffPage context={context} title={t('newsletters.title')} current="nav.newsletters">
      <h1>{t('newsletters.title')}</h1>
      <p className="soft">{t('newsletters.lead')}</p>
      {done ? <Notice role="status">{t('newsletters.done')}</Notice> : null}
      {typeof forgotten === 'number' ? (
        <Notice role="status">{t('newsletters.forgotten', { count: forgotten })}</Notice>
      ) : null}
      {missed ? (
        <Notice tone="problem" role="alert">
          {missed}
        </Notice>
      ) : null}
      <Table
        caption={t('newsletters.title')}
        captionHidden
        columns={columns(words, mayEdit)}
        rows={lists}
        rowKey={({ key }) => key}
        empty={t('newsletters.empty')}
      />
      {mayEdit ? (
        <>
          <p>
            <ButtonLink href="/staff/newsletters/new">{t('newsletter.new')}</ButtonLink>
          </p>
          <Forget words={words} shown={shown} />
        </>
      ) : null}
    </StaffPage>
  );
}

function columns(words: Words, mayEdit: boolean): Column<ListWithCounts>[] {
  const { t } = words;
  const exported: Column<ListWithCounts> = {
    key: 'export',
    header: t('newsletters.export'),
    cell: ({ key }) => <a href={`/api/staff/exports/newsletters.csv?list=${key}`}>{key}.csv</a>,
  };
  return [
    {
      key: 'name',
      header: t('newsletter.name'),
      cell: ({ key, name }) => (mayEdit ? <a href={`/staff/newsletters/${key}`}>{name}</a> : name),
    },
    { key: 'description', header: t('newsletter.description'), cell: ({ description }) => description },
    {
      key: 'confirmed',
      header: t('newsletters.confirmed'),
      numeric: true,
      cell: ({ confirmed }) => words.number(confirmed),
    },
    {
      key: 'waiting',
      header: t('newsletters.waiting'),
      numeric: true,
      cell: ({ waiting }) => words.number(waiting),
    },
    {
      key: 'state',
      header: t('newsletters.state'),
      cell: ({ hidden }) =>
        hidden ? (
          <Badge tone="bad">{t('newsletters.hidden')}</Badge>
        ) : (
          <Badge tone="good">{t('newsletters.open')}</Badge>
        ),
    },
    ...(mayEdit ? [exported] : []),
  ];
}

function Forget({ words: { t }, shown }: { words: Words; shown: NewslettersShown }): ReactNode {
  const { email, errors } = shown;
  return (
    <details open={Boolean(errors)}>
      <summary>{t('newsletters.forget')}</summary>
      <p>{t('newsletters.forget.text')}</p>
      <form className="form" method="post" action="/staff/newsletters/forget" noValidate>
        <Field
          name="email"
          type="email"
          inputMode="email"
          label={t('newsletters.forget.email')}
          maxLength={254}
          required
          value={email}
          error={errors?.email}
        />
        <div className="buttons">
          <Button look="danger">{t('newsletters.forget.press')}</Button>
        </div>
      </form>
    </details>
  );
}

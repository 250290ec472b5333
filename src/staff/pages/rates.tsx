import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import type { ExchangeRate } from '../../campaigns/rates/exchange-rate.js';
import type { FieldErrors } from '../../common/errors.js';
import { Button } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import { Notice } from '../../site/ui/notice.js';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import { Section } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';

export interface RatesShown {
  rates: ExchangeRate[];
  /** Ledger rows that have none. */
  waiting: number;
  /** Where they are fetched from; null where staff enter them. */
  publisher: string | null;
  typed: Record<string, string>;
  errors?: FieldErrors;
  done?: boolean;
}

/** What money in other currencies is counted by. */
export function RatesPage({ context, shown }: { context: StaffContext; shown: RatesShown }): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  const { rates, waiting, publisher, typed, errors = {} } = shown;
  return (
    <StaffPage context={context} title={t('rates.title')} current="nav.campaigns">
      <h1>{t('rates.title')}</h1>
      <p className="soft">{t('rates.lead')}</p>
      <p className="soft">{publisher ? t('rates.fetched', { publisher }) : t('rates.entered')}</p>
      {shown.done ? <Notice role="status">{t('rates.done')}</Notice> : null}
      {waiting > 0 ? (
        <Notice tone="problem" role="status">
          {t('rates.waiting', { count: waiting })}
        </Notice>
      ) : null}
      <Table
        caption={t('rates.title')}
        captionHidden
        rows={rates}
        rowKey={({ currency }) => currency}
        empty={t('rates.empty')}
        columns={[
          { key: 'currency', header: t('rates.currency'), cell: ({ currency }) => currency.toUpperCase() },
          {
            key: 'rate',
            header: t('rates.rate'),
            numeric: true,
            cell: ({ perEuro }) => perEuro.replace(/\.?0+$/, ''),
          },
          { key: 'day', header: t('rates.day'), cell: ({ day }) => words.day(`${day}T12:00:00Z`) },
          { key: 'source', header: t('rates.source'), cell: ({ source }) => source },
        ]}
      />
      {may(actor, 'editor') ? (
        <Section title={t('rates.new')}>
          <ErrorSummary title={t('form.errors', { count: Object.keys(errors).length })} errors={errors} />
          <form className="form staff__form" method="post" action="/staff/rates" noValidate>
            {(['day', 'currency', 'rate'] as const).map((name) => (
              <Field
                key={name}
                name={name}
                type={name === 'day' ? 'date' : 'text'}
                inputMode={name === 'rate' ? 'decimal' : undefined}
                label={t(`rates.${name}`)}
                hint={name === 'rate' ? t('rates.rate.hint') : undefined}
                value={typed[name]}
                error={errors[name]}
                maxLength={20}
                required
                short
              />
            ))}
            <div className="buttons">
              <Button>{t('rates.save')}</Button>
            </div>
          </form>
        </Section>
      ) : null}
    </StaffPage>
  );
}

import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { money } from '../../common/money.js';
import type { FormValues } from '../offers.js';
import type { Trail } from '../trail.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { Field } from '../ui/field.js';
import { FormSection, PayButton, ReaderForm } from '../ui/form.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

interface Props {
  view: View;
  trail: Trail;
  currency: string;
  /** The amounts on the cards, in minor units. */
  amounts: number[];
  values?: FormValues;
  errors?: FieldErrors;
}

const intervals = ['once', 'month', 'year'] as const;

/** `/donate`: how much, how often, for the receipt. */
export function DonatePage({ view, trail, currency, amounts, values = {}, errors }: Props): ReactNode {
  const { text } = view;
  const cards = amounts.map((amount) => ({
    value: String(amount),
    price: text.money(money(amount, currency)),
  }));
  return (
    <ReaderPage
      view={view}
      trail={trail}
      title={text.t('donate.title')}
      description={text.t('donate.description', { newsroom: view.newsroom.name })}
      path="/donate"
      width="narrow"
    >
      <div className="page-head">
        <h1>{text.t('donate.title')}</h1>
        <p className="lead">{text.t('donate.lead')}</p>
      </div>
      <ReaderForm text={text} action="/donate" trail={trail} errors={errors}>
        <FormSection title={text.t('donate.amount')}>
          <ChoiceCards
            name="amount"
            legend={text.t('donate.amount')}
            legendHidden
            size="narrow"
            choices={[...cards, { value: 'own', label: text.t('donate.own') }]}
            chosen={values.amount}
            error={errors?.amount}
          />
          <Field
            name="ownAmount"
            inputMode="decimal"
            prefix={currencySign(currency, text.language)}
            label={text.t('donate.ownAmount', { currency: currency.toUpperCase() })}
            optional={text.t('form.optional')}
            autoComplete="off"
            maxLength={20}
            value={values.ownAmount}
            error={errors?.ownAmount}
          />
          <ChoiceCards
            name="interval"
            legend={text.t('donate.interval')}
            choices={intervals.map((interval) => ({ value: interval, label: text.t(`donate.${interval}`) }))}
            chosen={values.interval ?? 'once'}
            error={errors?.interval}
          />
        </FormSection>
        <FormSection title={text.t('donate.contact')}>
          <Field
            name="name"
            label={text.t('join.name')}
            optional={text.t('form.optional')}
            autoComplete="name"
            maxLength={200}
            value={values.name}
            error={errors?.name}
          />
          <Field
            name="email"
            type="email"
            inputMode="email"
            label={text.t('join.email')}
            optional={text.t('form.optional')}
            hint={text.t('join.email.hint')}
            autoComplete="email"
            maxLength={254}
            value={values.email}
            error={errors?.email}
          />
          <Field
            name="dedication"
            label={text.t('donate.dedication')}
            optional={text.t('form.optional')}
            hint={text.t('donate.dedication.hint')}
            maxLength={200}
            value={values.dedication}
            error={errors?.dedication}
          />
        </FormSection>
        <PayButton text={text} note={text.t('donate.note')} />
      </ReaderForm>
    </ReaderPage>
  );
}

function currencySign(currency: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency.toUpperCase();
}

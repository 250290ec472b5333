import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { MOST_RECIPIENTS } from '../../gifts/gift-sizes.js';
import { GiftGiver } from '../pages/gift-giver.js';
import { GiftTerms } from '../pages/gift-terms.js';
import { ReaderPage } from '../pages/reader-page.js';
import type { FormValues, GiftOffer } from '../offers.js';
import { along, type Trail } from '../trail.js';
import { Field } from '../ui/field.js';
import { FormSection, PayButton, ReaderForm } from '../ui/form.js';
import type { View } from '../view.js';

interface Props {
  view: View;
  trail: Trail;
  terms: GiftOffer[];
  /** How many readers wait for one. */
  waiting: number;
  values?: FormValues;
  errors?: FieldErrors;
}

/** `/pool/give`: memberships for readers who cannot afford one. */
export function GivePoolPage({ view, trail, terms, waiting, values = {}, errors }: Props): ReactNode {
  const { text } = view;
  return (
    <ReaderPage
      view={view}
      trail={trail}
      title={text.t('pool.give.title')}
      description={text.t('pool.give.lead')}
      path="/pool/give"
      width="narrow"
    >
      <div className="page-head">
        <h1>{text.t('pool.give.title')}</h1>
        <p className="lead">{text.t('pool.give.lead')}</p>
        {waiting > 0 ? <p>{text.t('pool.give.waiting', { waiting })}</p> : null}
        <p>
          {text.t('pool.give.one')} <a href={along('/gift', trail)}>{text.t('nav.short.gift')}</a>
        </p>
      </div>
      <ReaderForm text={text} action="/pool/give" trail={trail} errors={errors}>
        <GiftTerms text={text} terms={terms} chosen={values.term} error={errors?.term} />
        <FormSection title={text.t('pool.give.count')}>
          <Field
            name="pool"
            type="number"
            inputMode="numeric"
            short
            label={text.t('pool.give.memberships')}
            min="1"
            max={String(MOST_RECIPIENTS)}
            required
            value={values.pool ?? '1'}
            error={errors?.pool}
          />
        </FormSection>
        <GiftGiver text={text} values={values} errors={errors} unnamed />
        <PayButton text={text} note={text.t('pool.give.note')} />
      </ReaderForm>
    </ReaderPage>
  );
}

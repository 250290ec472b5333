import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { ReaderPage } from '../pages/reader-page.js';
import type { FormValues } from '../offers.js';
import { along, type Trail } from '../trail.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { FormSection, ReaderForm } from '../ui/form.js';
import type { View } from '../view.js';

interface Props {
  view: View;
  trail: Trail;
  /** How many memberships wait for a reader. */
  available: number;
  values?: FormValues;
  errors?: FieldErrors;
}

/** `/pool`: who cannot afford a membership asks for one here. */
export function AskPoolPage({ view, trail, available, values = {}, errors }: Props): ReactNode {
  const { text, newsroom } = view;
  const lead = text.t('pool.lead', { newsroom: newsroom.name });
  return (
    <ReaderPage
      view={view}
      trail={trail}
      title={text.t('pool.title')}
      description={lead}
      path="/pool"
      width="narrow"
    >
      <div className="page-head">
        <h1>{text.t('pool.title')}</h1>
        <p className="lead">{lead}</p>
        <p>{text.t('pool.available', { available })}</p>
      </div>
      <ReaderForm text={text} action="/pool" trail={trail} errors={errors}>
        <FormSection title={text.t('pool.ask.title')}>
          <Field
            name="name"
            label={text.t('pool.name')}
            autoComplete="name"
            maxLength={200}
            required
            value={values.name}
            error={errors?.name}
          />
          <Field
            name="email"
            type="email"
            inputMode="email"
            label={text.t('pool.email')}
            autoComplete="email"
            maxLength={254}
            required
            value={values.email}
            error={errors?.email}
          />
        </FormSection>
        <div className="form__pay">
          <Button wide>{text.t('pool.ask.press')}</Button>
          <p className="small soft">{text.t('pool.ask.note')}</p>
        </div>
      </ReaderForm>
      <p className="part">
        {text.t('pool.give.ask')} <a href={along('/pool/give', trail)}>{text.t('pool.give.link')}</a>
      </p>
    </ReaderPage>
  );
}

import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { LONGEST_MESSAGE } from '../../gifts/gift-sizes.js';
import type { FormValues, GiftOffer } from '../offers.js';
import { along, type Trail } from '../trail.js';
import { Button } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { Field } from '../ui/field.js';
import { FormSection, HiddenFields, PayButton, ReaderForm } from '../ui/form.js';
import { Notice } from '../ui/notice.js';
import type { View } from '../view.js';
import { GiftGiver } from './gift-giver.js';
import { GiftPreview } from './gift-preview.js';
import { GiftTerms } from './gift-terms.js';
import { ReaderPage } from './reader-page.js';

interface Props {
  view: View;
  trail: Trail;
  terms: GiftOffer[];
  values?: FormValues;
  errors?: FieldErrors;
  /** The reader asked to see the e-mail. */
  preview?: boolean;
  /** The gift would come back to its giver: allowed, and said. */
  ownAddress?: boolean;
  /** The first and last day on which a gift may arrive: `2026-12-24`. */
  days: { first: string; last: string };
}

/** In the field `said`: the giver has been told. */
export const OWN_ADDRESS = 'own-address';

/** `/gift`: what, for whom, from whom. */
export function GiftPage(props: Props): ReactNode {
  const { view, trail, terms, values = {}, errors } = props;
  const { text } = view;
  return (
    <ReaderPage
      view={view}
      trail={trail}
      title={text.t('gift.title')}
      description={text.t('gift.description', { newsroom: view.newsroom.name })}
      path="/gift"
      width="narrow"
    >
      <div className="page-head">
        <h1>{text.t('gift.title')}</h1>
        <p className="lead">{text.t('gift.lead')}</p>
        <p>
          {text.t('gift.many.ask')} <a href={along('/gift/many', trail)}>{text.t('gift.many')}</a>
          <br />
          {text.t('gift.pool.ask')} <a href={along('/pool/give', trail)}>{text.t('gift.pool')}</a>
        </p>
      </div>
      {props.ownAddress ? (
        <div role="status" tabIndex={-1} autoFocus>
          <Notice title={text.t('gift.ownAddress')}>
            <p>{text.t('gift.ownAddress.goOn')}</p>
          </Notice>
        </div>
      ) : null}
      <ReaderForm text={text} action="/gift" trail={trail} errors={errors}>
        {props.ownAddress ? <HiddenFields fields={[['said', OWN_ADDRESS]]} /> : null}
        <GiftTerms text={text} terms={terms} chosen={values.term} error={errors?.term} />
        <Recipient {...props} values={values} />
        <GiftGiver text={text} values={values} errors={errors} />
        <PayButton text={text} note={text.t('gift.note')} />
      </ReaderForm>
    </ReaderPage>
  );
}

function Recipient(props: Props & { values: FormValues }): ReactNode {
  const { view, values, errors, days } = props;
  const { text } = view;
  return (
    <FormSection title={text.t('gift.recipient')}>
      <Field
        name="recipientName"
        label={text.t('gift.recipientName')}
        optional={text.t('form.optional')}
        autoComplete="off"
        maxLength={200}
        value={values.recipientName}
        error={errors?.recipientName}
      />
      <ChoiceCards
        name="way"
        legend={text.t('gift.way')}
        size="wide"
        choices={[
          { value: 'email', label: text.t('gift.way.email'), detail: text.t('gift.way.email.detail') },
          { value: 'self', label: text.t('gift.way.self'), detail: text.t('gift.way.self.detail') },
        ]}
        chosen={values.way ?? 'email'}
        error={errors?.way}
      />
      <div className="only-by-email">
        <Field
          name="recipientEmail"
          type="email"
          inputMode="email"
          label={text.t('gift.recipientEmail')}
          hint={text.t('gift.recipientEmail.hint')}
          autoComplete="off"
          maxLength={254}
          value={values.recipientEmail}
          error={errors?.recipientEmail}
        />
        <ChoiceCards
          name="when"
          legend={text.t('gift.when')}
          size="wide"
          choices={[
            { value: 'now', label: text.t('gift.when.now') },
            { value: 'date', label: text.t('gift.when.date') },
          ]}
          chosen={values.when ?? 'now'}
          error={errors?.when}
        />
        <div className="only-on-date">
          <Field
            name="deliverOn"
            type="date"
            short
            label={text.t('gift.deliverOn')}
            hint={text.t('gift.deliverOn.hint')}
            min={days.first}
            max={days.last}
            value={values.deliverOn}
            error={errors?.deliverOn}
          />
        </div>
      </div>
      <Field
        name="message"
        multiline
        label={text.t('gift.message')}
        optional={text.t('form.optional')}
        hint={text.t('gift.message.hint', { max: LONGEST_MESSAGE })}
        maxLength={LONGEST_MESSAGE}
        value={values.message}
        error={errors?.message}
      />
      <div>
        <Button look="quiet" name="action" value="preview">
          {text.t('gift.preview')}
        </Button>
      </div>
      <GiftPreview
        view={view}
        values={values}
        terms={props.terms}
        shown={props.preview ?? false}
        days={days}
      />
    </FormSection>
  );
}

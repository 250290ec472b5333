import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { LONGEST_MESSAGE } from '../../gifts/gift-sizes.js';
import type { Text } from '../messages/text.js';
import type { FormValues, GiftOffer } from '../offers.js';
import type { Trail } from '../trail.js';
import { Button } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { Field, FieldError } from '../ui/field.js';
import { FormSection, PayButton, ReaderForm } from '../ui/form.js';
import type { View } from '../view.js';
import { GiftPreview } from './gift-preview.js';
import { ReaderPage } from './reader-page.js';

interface Props {
  view: View;
  trail: Trail;
  terms: GiftOffer[];
  values?: FormValues;
  errors?: FieldErrors;
  /** The reader asked to see the e-mail. */
  preview?: boolean;
  /** The first and last day on which a gift may arrive: `2026-12-24`. */
  days: { first: string; last: string };
}

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
      </div>
      <ReaderForm text={text} action="/gift" trail={trail} errors={errors}>
        <Terms text={text} terms={terms} chosen={values.term} error={errors?.term} />
        <Recipient {...props} values={values} />
        <Giver text={text} values={values} errors={errors} />
        <PayButton text={text} note={text.t('gift.note')} />
      </ReaderForm>
    </ReaderPage>
  );
}

function Terms(props: { text: Text; terms: GiftOffer[]; chosen?: string; error?: string }): ReactNode {
  const { text, terms, chosen, error } = props;
  const plans = [...new Set(terms.map((term) => term.plan))];
  return (
    <FormSection title={text.t('gift.term')}>
      <FieldError id="term-error" error={error} />
      {plans.map((plan, index) => {
        const ofPlan = terms.filter((term) => term.plan === plan);
        return (
          <ChoiceCards
            key={plan}
            name="term"
            legend={ofPlan[0]?.name ?? plan}
            hint={ofPlan[0]?.blurb}
            size="rows"
            choices={ofPlan.map((term) => ({
              value: `${term.plan}:${term.months}`,
              price: text.money(term.price),
              label: text.t('gift.months', { months: term.months }),
            }))}
            chosen={chosen}
            describedBy={error && 'term-error'}
            idSuffix={index === 0 ? '' : `-${index + 1}`}
          />
        );
      })}
    </FormSection>
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
      <GiftPreview view={view} values={values} terms={props.terms} shown={props.preview ?? false} />
    </FormSection>
  );
}

function Giver(props: { text: Text; values: FormValues; errors?: FieldErrors }): ReactNode {
  const { text, values, errors } = props;
  return (
    <FormSection title={text.t('gift.giver')}>
      <Field
        name="giverName"
        label={text.t('gift.giverName')}
        hint={text.t('gift.giverName.hint')}
        autoComplete="name"
        maxLength={200}
        required
        value={values.giverName}
        error={errors?.giverName}
      />
      <Field
        name="giverEmail"
        type="email"
        inputMode="email"
        label={text.t('gift.giverEmail')}
        hint={text.t('gift.giverEmail.hint')}
        autoComplete="email"
        maxLength={254}
        required
        value={values.giverEmail}
        error={errors?.giverEmail}
      />
    </FormSection>
  );
}

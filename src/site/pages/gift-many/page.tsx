import type { ReactNode } from 'react';
import type { FieldErrors } from '../../../common/errors.js';
import { LONGEST_MESSAGE } from '../../../gifts/gift-sizes.js';
import type { ListForm } from '../../gift-many/list-form.js';
import { listSum } from '../../gift-many/list-sum.js';
import type { GiftOffer } from '../../offers.js';
import { along, type Trail, trailFields } from '../../trail.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { Field } from '../../ui/field.js';
import { FormSection, HiddenFields, PayButton } from '../../ui/form.js';
import type { View } from '../../view.js';
import { GiftGiver } from '../gift-giver.js';
import { GiftTerms } from '../gift-terms.js';
import { ReaderPage } from '../reader-page.js';
import { BringList } from './bring-list.js';
import { inRow, ListState } from './list-state.js';
import { RowPreview } from './row-preview.js';
import { GiftRows } from './rows.js';
import { Sum } from './sum.js';

/** What an answer brings to the reader's notice. */
export interface Shown {
  errors: FieldErrors;
  /** The faults stand above the form too, and get the focus. */
  summary?: boolean;
  /** Without faults: where the eye should go. */
  focus?: 'list' | 'sum';
}

export interface ManyProps extends Shown {
  view: View;
  trail: Trail;
  list: ListForm;
  /** What is allowed and worth saying, by field. */
  notes: FieldErrors;
  /** Names the notes, in the field `said`. */
  saying: string;
  /** An address is on the list more than once. */
  repeats: boolean;
  terms: GiftOffer[];
  days: { first: string; last: string };
}

/** So many faults are told one by one; the others are marked in the table. */
const MOST_TOLD = 8;

/** `/gift/many`: gifts for up to 500 people in one order. */
export function GiftManyPage(props: ManyProps): ReactNode {
  const { view, trail, list, errors, terms } = props;
  const { text } = view;
  const { values } = list;
  const sum = listSum(list, terms);
  return (
    <ReaderPage
      view={view}
      trail={trail}
      title={text.t('many.title')}
      description={text.t('many.description', { newsroom: view.newsroom.name })}
      path="/gift/many"
    >
      <div className="page-head">
        <h1>{text.t('many.title')}</h1>
        <p className="lead">{text.t('many.lead')}</p>
        <p>
          <a href={along('/gift', trail)}>{text.t('many.one')}</a>
        </p>
      </div>
      <Faults {...props} />
      <form
        className="form"
        method="post"
        action="/gift/many"
        encType="multipart/form-data"
        noValidate
        data-gift-rows=""
      >
        <HiddenFields fields={[...trailFields(trail), ['said', props.saying]]} />
        {/* Enter in a field presses a form's first button: this one only looks at the list. */}
        <button className="visually-hidden" name="action" value="check" tabIndex={-1} aria-hidden="true" />
        <div className="slim">
          <GiftTerms text={text} terms={terms} chosen={values.term} error={errors.term} />
        </div>
        <FormSection title={text.t('many.words')}>
          <div className="slim form__section">
            <Field
              name="message"
              multiline
              label={text.t('many.message')}
              optional={text.t('form.optional')}
              hint={text.t('many.message.hint', { max: LONGEST_MESSAGE })}
              maxLength={LONGEST_MESSAGE}
              value={values.message}
              error={errors.message}
            />
            <Field
              name="day"
              type="date"
              short
              label={text.t('many.day')}
              optional={text.t('form.optional')}
              hint={text.t('many.day.hint')}
              min={props.days.first}
              max={props.days.last}
              value={values.day}
              error={errors.day}
            />
          </div>
        </FormSection>
        <FormSection title={text.t('many.people')}>
          <div className="slim form__section">
            <BringList text={text} values={values} errors={errors} isFirst={list.people.length === 0} />
          </div>
          <ListState {...props} />
          <GiftRows {...props} />
          <RowPreview {...props} />
        </FormSection>
        <div className="slim form">
          <GiftGiver text={text} values={values} errors={errors} />
          <Sum {...props} sum={sum} />
          <PayButton text={text} note={text.t('many.note')} action="pay" />
        </div>
      </form>
    </ReaderPage>
  );
}

function Faults({ view, errors, summary }: ManyProps): ReactNode {
  const { text } = view;
  const faults = Object.entries(errors);
  if (!summary || faults.length === 0) return null;
  const told = faults.slice(0, MOST_TOLD).map(([name, error]) => [name, inRow(text, name, error)]);
  const [next] = faults[MOST_TOLD] ?? [];
  const more = next ? [[next, text.t('many.more', { count: faults.length - MOST_TOLD })]] : [];
  return (
    <div className="faults">
      <ErrorSummary
        title={text.t('form.errors', { count: faults.length })}
        errors={Object.fromEntries([...told, ...more])}
      />
    </div>
  );
}

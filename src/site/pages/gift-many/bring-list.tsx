import type { ReactNode } from 'react';
import type { FieldErrors } from '../../../common/errors.js';
import type { Text } from '../../messages/text.js';
import type { FormValues } from '../../offers.js';
import { Button } from '../../ui/button.js';
import { Field, FieldError } from '../../ui/field.js';

interface Props {
  text: Text;
  values: FormValues;
  errors: FieldErrors;
  /** Nobody is in the table yet. */
  isFirst: boolean;
}

/** A list that is there already: pasted, or as a file. What is read goes into the table below. */
export function BringList(props: Props): ReactNode {
  const { text, errors, isFirst } = props;
  if (isFirst || errors.paste || errors.file) return <ListFields {...props} />;
  return (
    <details className="more">
      <summary>{text.t('many.bring')}</summary>
      <div className="form__section">
        <ListFields {...props} />
      </div>
    </details>
  );
}

function ListFields({ text, values, errors }: Props): ReactNode {
  const describedBy = errors.file ? 'field-file-hint field-file-error' : 'field-file-hint';
  return (
    <>
      <Field
        name="paste"
        multiline
        label={text.t('many.paste')}
        hint={text.t('many.paste.hint')}
        autoComplete="off"
        value={values.paste}
        error={errors.paste}
      />
      <div className="field">
        <label className="field__label" htmlFor="field-file">
          {text.t('many.file')}
        </label>
        <span className="field__hint" id="field-file-hint">
          {text.t('many.file.hint')}
        </span>
        <FieldError id="field-file-error" error={errors.file} />
        <input
          className="input input--file"
          type="file"
          id="field-file"
          name="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-invalid={errors.file ? true : undefined}
          aria-describedby={describedBy}
        />
      </div>
      <div>
        <Button look="quiet" name="action" value="read">
          {text.t('many.read')}
        </Button>
      </div>
    </>
  );
}

import type { ReactNode } from 'react';

interface Props {
  name: string;
  label: string;
  hint?: string;
  /** What is wrong with it, in words; the field is then marked as invalid. */
  error?: string;
  /** What stands beside the label of a field that may stay empty. */
  optional?: string;
  value?: string;
  type?: 'text' | 'email' | 'date' | 'datetime-local' | 'search' | 'password' | 'number';
  /** More than one line. */
  multiline?: boolean;
  rows?: number;
  autoComplete?: string;
  inputMode?: 'decimal' | 'numeric' | 'email' | 'search';
  maxLength?: number;
  min?: string;
  max?: string;
  required?: boolean;
  readOnly?: boolean;
  short?: boolean;
  /** Stands in front of what is typed, such as a currency's sign; the label should say it too. */
  prefix?: string;
  id?: string;
}

/** One labelled input. Its error and hint are announced with it. */
export function Field(props: Props): ReactNode {
  const { label, hint, error, optional } = props;
  const id = props.id ?? fieldId(props.name);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
        {optional ? <span className="field__optional"> ({optional})</span> : null}
      </label>
      {hint ? (
        <span className="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <FieldError id={`${id}-error`} error={error} />
      {props.prefix ? (
        <span className="affixed">
          <span className="affixed__mark" aria-hidden="true">
            {props.prefix}
          </span>
          <Input {...props} id={id} />
        </span>
      ) : (
        <Input {...props} id={id} />
      )}
    </div>
  );
}

/** Where the error summary leads; a dot would have to be escaped in a selector. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

export function FieldError({ id, error }: { id: string; error?: string }): ReactNode {
  if (!error) return null;
  return (
    <span className="field__error" id={id}>
      {error}
    </span>
  );
}

function Input(props: Props & { id: string }): ReactNode {
  const { id, hint, error, value, multiline, short } = props;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const shared = {
    id,
    name: props.name,
    className: short ? 'input input--short' : 'input',
    defaultValue: value,
    autoComplete: props.autoComplete,
    maxLength: props.maxLength,
    required: props.required,
    readOnly: props.readOnly,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described || undefined,
  };
  if (multiline) return <textarea {...shared} rows={props.rows ?? 5} />;
  const { type = 'text', inputMode, min, max } = props;
  return <input {...shared} type={type} inputMode={inputMode} min={min} max={max} />;
}

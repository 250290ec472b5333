import type { ReactNode } from 'react';
import { FieldError, fieldId } from '../../ui/field.js';

interface Props {
  /** The column's name; on a phone it stands above the field. */
  label: string;
  /** Which row it is, for who does not see the table. */
  of: string;
  name: string;
  value: string;
  error?: string;
  note?: string;
  type?: 'text' | 'email' | 'date';
  multiline?: boolean;
  maxLength?: number;
  placeholder?: string;
  min?: string;
  max?: string;
}

const isoDay = /^(\d{4}-\d{2}-\d{2})?$/;

/** One field of the table, with what is wrong with it. */
export function RowCell(props: Props): ReactNode {
  const { label, of, name, value, error, note, multiline, type = 'text' } = props;
  const id = fieldId(name);
  const described = [error ? `${id}-error` : '', note ? `${id}-note` : ''].filter(Boolean).join(' ');
  const shared = {
    id,
    name,
    className: 'input',
    defaultValue: value,
    maxLength: props.maxLength,
    placeholder: props.placeholder,
    autoComplete: 'off',
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described || undefined,
  };
  // A field for days shows nothing of what is no day: as text, it stays to be corrected.
  const shown = type === 'date' && (error || !isoDay.test(value)) ? 'text' : type;
  return (
    <td role="cell" className={`row__${name.split('.').at(-1)}`}>
      <label className="row__label" htmlFor={id}>
        {label} <span className="visually-hidden">{of}</span>
      </label>
      {multiline ? (
        <textarea {...shared} rows={1} />
      ) : (
        <input {...shared} type={shown} min={props.min} max={props.max} />
      )}
      <FieldError id={`${id}-error`} error={error} />
      {note ? (
        <span className="field__hint" id={`${id}-note`}>
          {note}
        </span>
      ) : null}
    </td>
  );
}

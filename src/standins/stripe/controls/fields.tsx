import type { FormTree } from '../http/form.js';

/** What a form was sent with and why it was refused; the fields show it again. */
export interface Refused {
  door: string;
  typed: FormTree;
  param: string;
  message: string;
}

interface FieldProps {
  /** The door that the form leads to; field ids begin with it. */
  door: string;
  name: string;
  label: string;
  value: string | number;
  refused: Refused | null;
}

interface NumberProps extends FieldProps {
  min?: number;
  max?: number;
  step?: number | 'any';
}

export function NumberField({ min = 0, max, step = 1, ...field }: NumberProps) {
  const inputMode = step === 1 ? 'numeric' : 'decimal';
  return <Field {...field} input={{ type: 'number', inputMode, min, max, step }} />;
}

/** How often something happens: a number from 0 to 1. */
export function ShareField(field: FieldProps) {
  return <NumberField {...field} max={1} step="any" />;
}

export function TextField(field: FieldProps) {
  return <Field {...field} input={{ type: 'text' }} />;
}

type InputProps = Pick<
  React.InputHTMLAttributes<HTMLInputElement>,
  'type' | 'inputMode' | 'min' | 'max' | 'step'
>;

function Field({ door, name, label, value, refused, input }: FieldProps & { input: InputProps }) {
  const own = refused?.door === door ? refused : null;
  const wrong = own?.param === name ? own : null;
  const typed = own?.typed[name];
  const id = fieldId(door, name);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        name={name}
        defaultValue={typeof typed === 'string' ? typed : value}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
      />
      {wrong && (
        <p className="error" id={`${id}-error`}>
          {wrong.message}
        </p>
      )}
    </div>
  );
}

export function fieldId(door: string, name: string): string {
  return `${door}-${name}`;
}

interface ChoiceProps extends Omit<FieldProps, 'value'> {
  value: string;
  options: Record<string, string>;
}

export function ChoiceField({ door, name, label, value, options, refused }: ChoiceProps) {
  const typed = refused?.door === door ? refused.typed[name] : undefined;
  const id = fieldId(door, name);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={typeof typed === 'string' ? typed : value}>
        {Object.entries(options).map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

import type { ReactNode } from 'react';
import { FieldError, fieldId } from './field.js';

export interface Choice {
  value: string;
  /** In large type, when the choice has a price. */
  price?: string;
  label?: string;
  detail?: string;
}

interface Props {
  name: string;
  /** The question that the cards answer. */
  legend: string;
  legendHidden?: boolean;
  hint?: string;
  choices: Choice[];
  chosen?: string;
  error?: string;
  /** The id of an error that several groups share and that stands above them. */
  describedBy?: string;
  /** `rows` stand below each other on a phone. */
  size?: 'narrow' | 'wide' | 'rows';
  /** Keeps ids apart when one name spans several groups; the first group has none. */
  idSuffix?: string;
}

/** One of several, as cards around real radio buttons: arrow keys and screen readers work as ever. */
export function ChoiceCards(props: Props): ReactNode {
  const { name, legend, hint, choices, error, size, idSuffix = '' } = props;
  const id = `${fieldId(name)}${idSuffix}`;
  const described =
    [hint ? `${id}-hint` : '', error ? `${id}-error` : '', props.describedBy ?? '']
      .filter(Boolean)
      .join(' ') || undefined;
  return (
    <fieldset className="field" aria-describedby={described}>
      <legend className={props.legendHidden ? 'visually-hidden' : 'field__label'}>{legend}</legend>
      {hint ? (
        <p className="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError id={`${id}-error`} error={error} />
      <div className={size ? `choices choices--${size}` : 'choices'}>
        {choices.map((choice, index) => (
          <ChoiceCard
            key={choice.value}
            choice={choice}
            name={name}
            // The error summary leads to the first of them.
            id={index === 0 ? id : `${id}-${index + 1}`}
            chosen={props.chosen === choice.value}
          />
        ))}
      </div>
    </fieldset>
  );
}

function ChoiceCard(props: { choice: Choice; name: string; id: string; chosen: boolean }): ReactNode {
  const { choice, name, id, chosen } = props;
  return (
    <label className="choice" htmlFor={id}>
      <input
        className="choice__radio"
        type="radio"
        id={id}
        name={name}
        value={choice.value}
        defaultChecked={chosen}
      />
      {choice.price ? <span className="choice__price">{choice.price}</span> : null}
      {choice.label ? <span className="choice__label">{choice.label}</span> : null}
      {choice.detail ? <span className="choice__detail">{choice.detail}</span> : null}
    </label>
  );
}

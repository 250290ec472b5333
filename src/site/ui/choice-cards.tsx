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
  choices: Choice[];
  chosen?: string;
  error?: string;
  size?: 'narrow' | 'wide';
  /** The ids of the first radio's group when one name spans several groups. */
  idSuffix?: string;
}

/** One of several, as cards around real radio buttons: arrow keys and screen readers work as ever. */
export function ChoiceCards(props: Props): ReactNode {
  const { name, legend, choices, error, size, idSuffix = '' } = props;
  const id = `${fieldId(name)}${idSuffix}`;
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={props.legendHidden ? 'visually-hidden' : 'field__label'}>{legend}</legend>
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

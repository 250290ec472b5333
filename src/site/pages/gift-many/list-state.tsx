import type { ReactNode } from 'react';
import type { Text } from '../../messages/text.js';
import { fieldId } from '../../ui/field.js';
import type { ManyProps } from './page.js';

/** How the list stands: how many there are, how many need another look, and a way to see only these. */
export function ListState({ view, list, errors, notes, summary, focus, repeats }: ManyProps): ReactNode {
  const { text } = view;
  const { people, added, values } = list;
  const faulty = faultyRows(errors).size;
  if (people.length === 0) return <p className="soft">{text.t('many.table.hint')}</p>;
  const isFocused = focus === 'list' && !(summary && Object.keys(errors).length > 0);
  return (
    <>
      <div className="list-state" role="status" tabIndex={-1} autoFocus={isFocused}>
        <p>
          <strong>{text.t('many.count', { count: people.length })}</strong>{' '}
          {added > 0 ? `${text.t('many.added', { count: added })} ` : ''}
          {text.t('many.faulty', { count: faulty })}
        </p>
        {Object.entries(notes).map(([name, note]) => (
          <p key={name}>
            <a href={`#${fieldId(name)}`}>{inRow(text, name, note)}</a>
          </p>
        ))}
      </div>
      {faulty > 0 ? (
        <label className="check">
          <input type="checkbox" name="onlyFaulty" value="yes" defaultChecked={values.onlyFaulty === 'yes'} />
          <span>{text.t('many.onlyFaulty')}</span>
        </label>
      ) : null}
      {repeats ? (
        <label className="check">
          <input
            type="checkbox"
            name="allowDuplicates"
            value="yes"
            defaultChecked={values.allowDuplicates === 'yes'}
          />
          <span>{text.t('many.allowDuplicates')}</span>
        </label>
      ) : null}
    </>
  );
}

/** The places of rows with a fault. */
export function faultyRows(errors: Record<string, string>): Set<number> {
  const places = Object.keys(errors).flatMap((name) => /^rows\.(\d+)\./.exec(name)?.[1] ?? []);
  return new Set(places.map(Number));
}

/** Which of the many rows it is about. */
export function inRow(text: Text, name: string, words: string): string {
  const [, place] = /^rows\.(\d+)\./.exec(name) ?? [];
  return place ? text.t('many.inRow', { row: Number(place) + 1, error: words }) : words;
}

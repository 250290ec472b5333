import type { ReactNode } from 'react';
import { LONGEST_MESSAGE, MOST_RECIPIENTS } from '../../../gifts/gift-sizes.js';
import { type ListedPerson, nobody } from '../../../gifts/list/listed-person.js';
import { Button } from '../../ui/button.js';
import { faultyRows } from './list-state.js';
import type { ManyProps } from './page.js';
import { RowCell } from './row-cell.js';

const FIRST_ROWS = 3;
const MORE_ROWS = 5;

const columns = ['name', 'email', 'message', 'day'] as const;

/** The list as a table that is typed into; on a phone, each row is a card. */
export function GiftRows(props: ManyProps): ReactNode {
  const { text } = props.view;
  const rows = withEmptyRows(props.list.people, props.list.values.action);
  const faulty = faultyRows(props.errors);
  return (
    <div className="rows">
      <table className="rows__table" role="table">
        <caption className="visually-hidden">{text.t('many.people')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" className="row__number">
              <span className="visually-hidden">{text.t('many.row')}</span>
            </th>
            {columns.map((column) => (
              <th key={column} role="columnheader" scope="col" className={`row__${column}`}>
                {text.t(`many.${column}.head`)}
              </th>
            ))}
            <th role="columnheader" scope="col" className="row__actions">
              <span className="visually-hidden">{text.t('many.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((person, place) => (
            <Row key={place} {...props} person={person} place={place} faulty={faulty.has(place)} />
          ))}
        </tbody>
      </table>
      <div className="buttons">
        {rows.length < MOST_RECIPIENTS ? (
          <Button look="quiet" name="action" value="add">
            {text.t('many.add')}
          </Button>
        ) : null}
        <Button look="quiet" name="action" value="check">
          {text.t('many.check')}
        </Button>
      </div>
    </div>
  );
}

function Row(props: ManyProps & { person: ListedPerson; place: number; faulty: boolean }): ReactNode {
  const { view, person, place, faulty, list, days } = props;
  const { text } = view;
  const who = person.name || person.email;
  const cell = (column: keyof ListedPerson) => ({
    label: text.t(`many.${column}.head`),
    of: text.t('many.ofRow', { row: place + 1 }),
    name: `rows.${place}.${column}`,
    value: person[column],
    error: props.errors[`rows.${place}.${column}`],
    note: props.notes[`rows.${place}.${column}`],
  });
  const isForAll = (column: 'message' | 'day'): boolean => Boolean(list.values[column]?.trim());
  return (
    <tr role="row" className={faulty ? 'row row--faulty' : 'row'} data-row="">
      <th role="rowheader" scope="row" className="row__number">
        <span className="row__word">{text.t('many.row')} </span>
        <span data-row-number="">{place + 1}</span>
      </th>
      <RowCell {...cell('name')} maxLength={200} />
      <RowCell
        {...cell('email')}
        type="email"
        maxLength={254}
        placeholder={person.name ? text.t('many.byHand') : undefined}
      />
      <RowCell
        {...cell('message')}
        multiline
        maxLength={LONGEST_MESSAGE}
        placeholder={isForAll('message') ? text.t('many.asForAll') : undefined}
      />
      <RowCell {...cell('day')} type="date" min={days.first} max={days.last} />
      <td role="cell" className="row__actions">
        {who ? (
          <>
            <Button look="plain" name="action" value={`preview:${place}`}>
              {text.t('many.see')} <span className="visually-hidden">{text.t('many.see.who', { who })}</span>
            </Button>
            <Button look="plain" name="action" value={`remove:${place}`}>
              {text.t('many.remove')} <span className="visually-hidden">{who}</span>
            </Button>
          </>
        ) : null}
      </td>
    </tr>
  );
}

function withEmptyRows(people: ListedPerson[], action: string | undefined): ListedPerson[] {
  const wanted = action === 'add' ? MORE_ROWS : people.length === 0 ? FIRST_ROWS : 0;
  const count = Math.min(wanted, MOST_RECIPIENTS - people.length);
  return [...people, ...Array.from({ length: count }, () => nobody)];
}

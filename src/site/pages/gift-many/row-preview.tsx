import type { ReactNode } from 'react';
import { GiftPreview } from '../gift-preview.js';
import type { ManyProps } from './page.js';

/** What one of them will get, when it was asked for. */
export function RowPreview({ view, list, terms, days }: ManyProps): ReactNode {
  const place = /^preview:(\d+)$/.exec(list.values.action ?? '')?.[1];
  const person = place ? list.people[Number(place)] : undefined;
  if (!person) return null;
  const values = {
    ...list.values,
    way: person.email ? 'email' : 'self',
    recipientName: person.name,
    recipientEmail: person.email,
    ...((person.day || list.values.deliverOn) && {
      when: 'date',
      deliverOn: person.day || list.values.deliverOn,
    }),
    message: person.message || list.values.message,
  };
  return <GiftPreview view={view} values={values} terms={terms} shown days={days} still />;
}

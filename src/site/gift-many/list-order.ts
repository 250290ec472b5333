import type { FieldErrors } from '../../common/errors.js';
import type { ListedPerson } from '../../gifts/list/listed-person.js';
import { typed } from '../form-values.js';
import type { FormValues } from '../offers.js';
import type { Trail } from '../trail.js';

/** The list as the JSON face's DTO wants it: what is said for all stands in for what a row leaves empty. */
export function listRequest(
  values: FormValues,
  people: ListedPerson[],
  trail: Trail,
): Record<string, unknown> {
  const [plan, months] = (values.term ?? '').split(':');
  return {
    plan: plan || undefined,
    months: months ? Number(months) : undefined,
    giver: { name: typed(values, 'giverName'), email: typed(values, 'giverEmail') },
    recipients: people.map((person) => recipient(person, values)),
    allowDuplicates: values.allowDuplicates === 'yes',
    ...trail,
  };
}

export function recipient({ name, email, message, day }: ListedPerson, values: FormValues) {
  return {
    name: name || undefined,
    email: email || undefined,
    message: message || typed(values, 'message'),
    // What is handed on has no day of its own.
    deliverOn: email ? day || typed(values, 'day') : undefined,
  };
}

const fields: Record<string, string> = {
  plan: 'term',
  months: 'term',
  'giver.name': 'giverName',
  'giver.email': 'giverEmail',
};
const order = ['term', 'message', 'day', 'paste', 'file', 'rows', 'giverName', 'giverEmail'];

/** The JSON face's faults at the fields of the form, from top to bottom. */
export function atListFields(errors: FieldErrors, people: ListedPerson[]): FieldErrors {
  const placed = Object.entries(errors).map(([name, error]) => [fieldOf(name, people), error] as const);
  const sorted = [...placed].sort(([one], [other]) => rank(one) - rank(other));
  return Object.fromEntries(sorted);
}

function fieldOf(name: string, people: ListedPerson[]): string {
  const [, place = '', part = ''] = /^recipients\.(\d+)\.(\w+)$/.exec(name) ?? [];
  if (!place) return fields[name] ?? name;
  const person = people[Number(place)];
  if (part === 'message' && person?.message === '') return 'message';
  if (part === 'deliverOn') return person?.day === '' ? 'day' : `rows.${place}.day`;
  return `rows.${place}.${part}`;
}

function rank(field: string): number {
  const [, place] = /^rows\.(\d+)/.exec(field) ?? [];
  const base = order.indexOf(place ? 'rows' : field);
  return (base < 0 ? -1 : base) * 1_000 + Number(place ?? 0);
}

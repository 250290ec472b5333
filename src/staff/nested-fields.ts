/** `{running: {en: {headline: '…'}}}` as the fields of a form: `running.en.headline`. Texts and numbers alone. */
export function fieldsOf(value: object, prefix = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, part] of Object.entries(value)) {
    if (part !== null && typeof part === 'object') Object.assign(fields, fieldsOf(part, `${prefix}${name}.`));
    else if (part !== undefined && part !== null) fields[`${prefix}${name}`] = String(part);
  }
  return fields;
}

type Nested = Record<string, unknown>;

/**
 * The reverse, of the fields under a name; what is empty is left out. No object in it inherits anything: a form's names are
 * somebody's to choose, and `__proto__` must lead to nobody else's.
 */
export function nestedUnder(typed: Record<string, string>, prefix: string): Nested {
  const found = bare();
  for (const [name, value] of Object.entries(typed)) {
    if (!name.startsWith(`${prefix}.`) || value.trim() === '') continue;
    const path = name.slice(prefix.length + 1).split('.');
    const last = path.pop() ?? '';
    let at = found;
    for (const step of path) at = at[step] = nestedIn(at[step]);
    at[last] = value;
  }
  return found;
}

function nestedIn(value: unknown): Nested {
  return typeof value === 'object' && value !== null ? (value as Nested) : bare();
}

function bare(): Nested {
  return Object.create(null) as Nested;
}

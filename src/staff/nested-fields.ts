/** `{running: {en: {headline: '…'}}}` as the fields of a form: `running.en.headline`. Texts and numbers alone. */
export function fieldsOf(value: object, prefix = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, part] of Object.entries(value)) {
    if (part !== null && typeof part === 'object') Object.assign(fields, fieldsOf(part, `${prefix}${name}.`));
    else if (part !== undefined && part !== null) fields[`${prefix}${name}`] = String(part);
  }
  return fields;
}

/** The reverse, of the fields under a name; what is empty is left out. */
export function nestedUnder(typed: Record<string, string>, prefix: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(typed)) {
    if (!name.startsWith(`${prefix}.`) || value.trim() === '') continue;
    const path = name.slice(prefix.length + 1).split('.');
    const last = path.pop() ?? '';
    let at = found;
    for (const step of path) at = (at[step] ??= Object.create(null)) as Record<string, unknown>;
    at[last] = value;
  }
  return found;
}

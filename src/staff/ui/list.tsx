import type { ReactNode } from 'react';
import { Button } from '../../site/ui/button.js';
import { Field } from '../../site/ui/field.js';
import { HiddenFields } from '../../site/ui/form.js';
import type { Words } from '../words.js';

interface FilterProps {
  words: Words;
  path: string;
  /** The query parameter. */
  name: string;
  chosen?: string;
  choices: { value: string; label: string }[];
  /** Further parameters to keep. */
  keep?: Record<string, string | undefined>;
}

/** Which rows are shown: links, so that it can be bookmarked and works without a script. */
export function Filter({ words, path, name, chosen, choices, keep = {} }: FilterProps): ReactNode {
  const all = { value: '', label: words.t('filter.all') };
  return (
    <nav className="filter" aria-label={words.t('filter.label')}>
      {[all, ...choices].map(({ value, label }) => (
        <a
          key={value}
          href={address(path, { ...keep, [name]: value })}
          aria-current={(chosen ?? '') === value ? 'true' : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}

interface SearchProps {
  words: Words;
  path: string;
  label: string;
  value?: string;
  keep?: Record<string, string | undefined>;
}

export function Search({ words, path, label, value, keep = {} }: SearchProps): ReactNode {
  const kept = Object.entries(keep).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return (
    <form className="search" action={path} role="search">
      <HiddenFields fields={kept} />
      <Field name="query" label={label} type="search" value={value} maxLength={100} />
      <Button look="quiet">{words.t('search.button')}</Button>
    </form>
  );
}

interface PagerProps {
  words: Words;
  path: string;
  query: Record<string, string | undefined>;
  next: string | null;
}

export function Pager({ words, path, query, next }: PagerProps): ReactNode {
  const { cursor, ...rest } = query;
  if (!next && !cursor) return null;
  return (
    <nav className="pager" aria-label={words.t('page.pages')}>
      {cursor ? <a href={address(path, rest)}>{words.t('page.first')}</a> : null}
      {next ? (
        <a href={address(path, { ...rest, cursor: next })} rel="next">
          {words.t('page.next')}
        </a>
      ) : null}
    </nav>
  );
}

export function address(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

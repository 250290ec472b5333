import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { fieldId } from './field.js';

/**
 * What has to be put right, in one list at the top of a form; each line leads to its field.
 * `autofocus` brings the focus here without a script.
 */
export function ErrorSummary({ title, errors }: { title: string; errors?: FieldErrors }): ReactNode {
  const lines = Object.entries(errors ?? {});
  if (lines.length === 0) return null;
  return (
    <div
      className="notice notice--problem"
      role="alert"
      aria-labelledby="errors-title"
      tabIndex={-1}
      autoFocus
      data-error-summary=""
    >
      <h2 id="errors-title">{title}</h2>
      <ul>
        {lines.map(([name, message]) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { ReactNode } from 'react';

/** An id that leads to its object. */
export function Id({ id }: { id: string }) {
  return (
    <a className="id" href={`/objects/${encodeURIComponent(id)}`} title={id}>
      {id.length > 22 ? `${id.slice(0, 12)}…${id.slice(-6)}` : id}
    </a>
  );
}

const GOOD = ['complete', 'succeeded', 'active', 'trialing', 'won', 'delivered', 'paid', 'enabled'];
const BAD = ['failed', 'past_due', 'lost', 'needs_response', 'not delivered', 'unpaid'];

export function State({ of }: { of: string | null }) {
  const tone = GOOD.includes(of ?? '') ? 'good' : BAD.includes(of ?? '') ? 'bad' : '';
  return <span className={`state ${tone}`.trim()}>{(of ?? '–').replaceAll('_', ' ')}</span>;
}

export function When({ at }: { at: number }) {
  const iso = new Date(at * 1000).toISOString();
  return <time dateTime={iso}>{iso.slice(0, 19).replace('T', ' ')}</time>;
}

/** A button that does one thing to one object, with the fields that it needs before it. */
export function Act({ to, label, children }: { to: string; label: string; children?: ReactNode }) {
  return (
    <form method="post" action={to}>
      {children}
      <button type="submit">{label}</button>
    </form>
  );
}

interface ListProps {
  id: string;
  title: string;
  total: number;
  columns: { title: string; number?: boolean }[];
  rows: ReactNode[];
}

export function List({ id, title, total, columns, rows }: ListProps) {
  return (
    <section id={id}>
      <h2 id={`${id}-title`}>
        {title}{' '}
        <span className="soft">{total > rows.length ? `newest ${rows.length} of ${total}` : total}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="soft">None yet.</p>
      ) : (
        <div className="scroll" role="region" aria-labelledby={`${id}-title`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.title} scope="col" className={column.number ? 'number' : undefined}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

import type { ReactNode } from 'react';
import type { Words } from '../words.js';

/** An instant, for people and for programs. */
export function Time({ words, at }: { words: Words; at: Date | string | null }): ReactNode {
  if (!at) return words.t('value.none');
  return <time dateTime={new Date(at).toISOString()}>{words.time(at)}</time>;
}

/** A state in its own words; `tone` only underlines what the words say. */
export function Badge({
  children,
  tone = 'plain',
}: {
  children: ReactNode;
  tone?: 'plain' | 'bad' | 'good';
}): ReactNode {
  return <span className={`badge badge--${tone}`}>{children}</span>;
}

/** Names and values of one thing. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }): ReactNode {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** An id that Stripe gave, leading to where Stripe shows it. */
export function StripeId({ id, href }: { id: string; href: string }): ReactNode {
  return (
    <a className="code" href={href} rel="noreferrer">
      {id}
    </a>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="staff__section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

import type { ReactNode } from 'react';

interface Props {
  title?: string;
  tone?: 'plain' | 'problem';
  /** Read out when it appears; only for what answers an action. */
  role?: 'status' | 'alert';
  children?: ReactNode;
}

export function Notice({ title, tone = 'plain', role, children }: Props): ReactNode {
  return (
    <div className={tone === 'problem' ? 'notice notice--problem' : 'notice'} role={role}>
      {title ? <h2>{title}</h2> : null}
      {children}
    </div>
  );
}

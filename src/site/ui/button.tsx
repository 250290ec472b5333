import type { ReactNode } from 'react';

type Look = 'primary' | 'quiet' | 'plain' | 'danger';

interface Common {
  look?: Look;
  wide?: boolean;
  children: ReactNode;
}

interface ButtonProps extends Common {
  name?: string;
  value?: string;
  type?: 'submit' | 'button';
  /** Sends the form elsewhere than it says itself. */
  formAction?: string;
  /** `_blank`: what is typed stays where it is. */
  formTarget?: '_blank';
  /** Submits what was typed without the browser's own checks. */
  formNoValidate?: boolean;
}

export function Button({ look, wide, children, type = 'submit', ...rest }: ButtonProps): ReactNode {
  return (
    <button className={className(look, wide)} type={type} {...rest}>
      {children}
    </button>
  );
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ look, wide, href, children }: Common & { href: string }): ReactNode {
  return (
    <a className={className(look, wide)} href={href}>
      {children}
    </a>
  );
}

function className(look: Look = 'primary', wide = false): string {
  return ['button', look === 'primary' ? '' : `button--${look}`, wide ? 'button--wide' : '']
    .filter(Boolean)
    .join(' ');
}

import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

interface ShellProps {
  title: string;
  children: ReactNode;
  /** The dashboard uses the whole width. */
  wide?: boolean;
}

/** A whole page, plainly marked as the stand-in's. */
export function page({ title, children, wide = false }: ShellProps): string {
  const markup = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · local Stripe stand-in`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/standin.css" />
        <script src="/standin.js" defer />
      </head>
      <body className={wide ? 'wide' : undefined}>
        <header className="banner">
          <strong>Local Stripe stand-in</strong> — no money moves. Only test cards work here.
        </header>
        {children}
      </body>
    </html>,
  );
  return `<!doctype html>${markup}`;
}

import type { ReactNode } from 'react';
import type { View } from '../view.js';

export interface NavigationLink {
  href: string;
  label: string;
  current?: boolean;
}

interface Props {
  view: View;
  title: string;
  /** For search engines and previews; a page without one is not to be indexed. */
  description?: string;
  /** The page's own address, for previews and search engines. */
  path?: string;
  /** Where its picture for previews is: 1200 × 630. */
  picture?: string;
  navigation?: NavigationLink[];
  /** Stands right of the navigation: who is signed in, say. */
  aside?: ReactNode;
  /** More for the head, e.g. a refresh. */
  head?: ReactNode;
  footer?: ReactNode;
  /** Text pages are narrow; tables and fronts are wide. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** The frame of every page, for readers and for staff. */
export function PageShell(props: Props): ReactNode {
  const { view, width = 'wide' } = props;
  const wrap = width === 'narrow' ? 'wrap wrap--narrow' : 'wrap';
  return (
    <html lang={view.text.language}>
      <Head {...props} />
      <body>
        <div className="shell">
          <div>
            <a className="skip" href="#main">
              {view.text.t('shell.skip')}
            </a>
            <Masthead {...props} />
          </div>
          <main className={`shell__main ${wrap}`} id="main" tabIndex={-1}>
            {props.children}
          </main>
          <footer className="foot">
            <div className="foot__row wrap">{props.footer ?? <p>{view.newsroom.name}</p>}</div>
          </footer>
        </div>
      </body>
    </html>
  );
}

interface BareProps {
  view: View;
  title: string;
  description?: string;
  path?: string;
  picture?: string;
  head?: ReactNode;
  children: ReactNode;
}

/** Only the document around a page that brings its own header, main part and footer. */
export function BareShell(props: BareProps): ReactNode {
  const { view, children } = props;
  return (
    <html lang={view.text.language}>
      <Head {...props} />
      <body>
        <nav aria-label={view.text.t('shell.shortcuts')}>
          <a className="skip" href="#main">
            {view.text.t('shell.skip')}
          </a>
        </nav>
        {children}
      </body>
    </html>
  );
}

function Head({ view, title, description, path, picture, head }: BareProps): ReactNode {
  const { newsroom, assetVersion } = view;
  const fullTitle = title === newsroom.name ? title : `${title} · ${newsroom.name}`;
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{fullTitle}</title>
      {description ? (
        <meta name="description" content={description} />
      ) : (
        <meta name="robots" content="noindex" />
      )}
      {description && path !== undefined ? (
        <Preview view={view} title={title} description={description} path={path} picture={picture} />
      ) : null}
      <link rel="icon" href={icon(newsroom.accent ?? '#0a5c4a')} type="image/svg+xml" />
      <link rel="stylesheet" href={`/assets/site.css?v=${assetVersion}`} />
      {newsroom.accent ? (
        <link rel="stylesheet" href={`/newsroom.css?v=${newsroom.accent.slice(1)}`} />
      ) : null}
      <script type="module" src={`/assets/site.js?v=${assetVersion}`} />
      {head}
    </head>
  );
}

/** A part of a full ring: the meter, small. In the page itself, so it costs no request. */
function icon(colour: string): string {
  const ring = `<circle cx="16" cy="16" r="11" fill="none" stroke="${colour}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${ring} stroke-opacity=".3" stroke-width="6"/>${ring} stroke-width="6" stroke-dasharray="45 99" transform="rotate(-90 16 16)"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

interface PreviewProps {
  view: View;
  title: string;
  description: string;
  path: string;
  picture?: string;
}

function Preview(props: PreviewProps): ReactNode {
  const address = `${props.view.baseUrl}${props.path}`;
  return (
    <>
      <link rel="canonical" href={address} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={props.view.newsroom.name} />
      <meta property="og:title" content={props.title} />
      <meta property="og:description" content={props.description} />
      <meta property="og:url" content={address} />
      {props.picture ? (
        <>
          <meta property="og:image" content={`${props.view.baseUrl}${props.picture}`} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      ) : null}
    </>
  );
}

function TestMode({ view }: { view: View }): ReactNode {
  return (
    <div className="test-mode">
      <p className="wrap">{view.text.t('shell.testMode')}</p>
    </div>
  );
}

function Masthead({ view, navigation, aside }: Props): ReactNode {
  return (
    <header className="masthead">
      {view.livemode ? null : <TestMode view={view} />}
      <div className="masthead__row wrap">
        <a className="masthead__name" href="/">
          {view.newsroom.name}
        </a>
        {navigation ? (
          <nav className="masthead__nav" aria-label={view.text.t('shell.navigation')}>
            {navigation.map((link) => (
              <a key={link.href} href={link.href} aria-current={link.current ? 'page' : undefined}>
                {link.label}
              </a>
            ))}
          </nav>
        ) : null}
        {aside}
      </div>
    </header>
  );
}

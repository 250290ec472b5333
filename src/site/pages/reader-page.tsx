import type { ReactNode } from 'react';
import { type Language, languages } from '../../campaigns/languages.js';
import { along, type Trail } from '../trail.js';
import { PageShell } from '../ui/page-shell.js';
import type { View } from '../view.js';

interface Props {
  view: View;
  trail: Trail;
  title: string;
  description?: string;
  path?: string;
  head?: ReactNode;
  width?: 'narrow' | 'wide';
  /** The page stands there in all languages, with `lang` in its address. */
  inLanguages?: string;
  children: ReactNode;
}

const destinations = [
  ['/join', 'nav.short.join'],
  ['/gift', 'nav.short.gift'],
  ['/donate', 'nav.short.donate'],
] as const;

/** The shell with what a reader may want to do next. */
export function ReaderPage({ trail, inLanguages, children, ...props }: Props): ReactNode {
  const { text, newsroom } = props.view;
  const navigation = destinations.map(([path, label]) => ({
    href: along(path, trail),
    label: text.t(label),
    current: props.path === path,
  }));
  const picture = trail.campaign ? `/campaigns/${trail.campaign}/picture.png` : undefined;
  const footer = (
    <>
      <p>{newsroom.name}</p>
      <p>{text.t('shell.payments')}</p>
      <p>
        <a href="/account">{text.t('account.link')}</a>
      </p>
      {inLanguages ? <OtherLanguages path={inLanguages} trail={trail} spoken={text.locale} /> : null}
    </>
  );
  return (
    <PageShell {...props} picture={picture} navigation={navigation} footer={footer}>
      {children}
    </PageShell>
  );
}

/** Each in its own words. */
const names: Record<Language, string> = { en: 'In English', uk: 'Українською' };

function OtherLanguages(props: { path: string; trail: Trail; spoken: string }): ReactNode {
  const { path, trail, spoken } = props;
  return languages
    .filter((language) => language !== spoken)
    .map((language) => (
      <p key={language}>
        <a href={spokenIn(language, along(path, trail))} hrefLang={language} lang={language}>
          {names[language]}
        </a>
      </p>
    ));
}

/** The address of a page in a language; English goes without saying. */
export function spokenIn(language: string, path: string): string {
  if (language === 'en') return path;
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

import type { ReactNode } from 'react';
import { type Language, languages } from '../../common/languages.js';
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
  children: ReactNode;
}

const destinations = [
  ['/join', 'nav.short.join'],
  ['/gift', 'nav.short.gift'],
  ['/donate', 'nav.short.donate'],
] as const;

/** The shell with what a reader may want to do next. */
export function ReaderPage({ trail, path, children, ...props }: Props): ReactNode {
  const { text, newsroom } = props.view;
  const { language } = text;
  const navigation = destinations.map(([to, label]) => ({
    href: along(to, trail),
    label: text.t(label),
    current: to === path,
  }));
  const picture = trail.campaign ? spokenIn(language, `/campaigns/${trail.campaign}/picture.png`) : undefined;
  const footer = (
    <>
      <p>{newsroom.name}</p>
      <p>{text.t('shell.payments')}</p>
      <p>
        <a href="/account">{text.t('account.link')}</a>
      </p>
      <OtherLanguages path={along(path ?? '', trail)} spoken={language} />
    </>
  );
  return (
    <PageShell
      {...props}
      path={path && spokenIn(language, path)}
      picture={picture}
      navigation={navigation}
      footer={footer}
    >
      {children}
    </PageShell>
  );
}

/** Each in its own words. */
const names: Record<Language, string> = { en: 'In English', uk: 'Українською' };

/** A page without an address of its own stays where it is. */
function OtherLanguages({ path, spoken }: { path: string; spoken: Language }): ReactNode {
  return languages
    .filter((language) => language !== spoken)
    .map((language) => (
      <p key={language}>
        <a
          href={`${path}${path.includes('?') ? '&' : '?'}lang=${language}`}
          hrefLang={language}
          lang={language}
        >
          {names[language]}
        </a>
      </p>
    ));
}

/** The address under which a page, or its picture, is known in a language; English goes without saying. */
function spokenIn(language: Language, path: string): string {
  return language === 'en' ? path : `${path}?lang=${language}`;
}

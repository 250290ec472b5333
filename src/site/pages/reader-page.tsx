import type { ReactNode } from 'react';
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
export function ReaderPage({ trail, children, ...props }: Props): ReactNode {
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
    </>
  );
  return (
    <PageShell {...props} picture={picture} navigation={navigation} footer={footer}>
      {children}
    </PageShell>
  );
}

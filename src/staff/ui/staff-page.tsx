import type { ReactNode } from 'react';
import { PageShell } from '../../site/ui/page-shell.js';
import type { StaffContext } from '../context.js';
import type { MessageKey } from '../words.js';

interface Props {
  context: StaffContext;
  title: string;
  /** Which of the navigation's places this is. */
  current?: string;
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** The frame of the console. */
export function StaffPage({ context, title, current, width, children }: Props): ReactNode {
  const { view, words, actor } = context;
  const navigation = actor
    ? places(context).map(([href, label]) => ({ href, label: words.t(label), current: label === current }))
    : undefined;
  return (
    <PageShell
      view={view}
      title={title}
      width={width}
      navigation={navigation}
      head={<link rel="stylesheet" href={`/assets/staff.css?v=${view.assetVersion}`} />}
      footer={<Foot context={context} />}
    >
      <div className="staff">{children}</div>
    </PageShell>
  );
}

function places({ campaigns }: StaffContext): [href: string, label: MessageKey][] {
  const [campaign] = campaigns;
  return [
    ['/staff', 'nav.overview'],
    ['/staff/campaigns', 'nav.campaigns'],
    ...(campaign ? [[`/staff/campaigns/${campaign.slug}/ledger`, 'nav.ledger'] as [string, MessageKey]] : []),
    ['/staff/placements', 'nav.placements'],
    ['/staff/experiments', 'nav.experiments'],
    ['/staff/newsletters', 'nav.newsletters'],
    ['/staff/members', 'nav.members'],
    ['/staff/gifts', 'nav.gifts'],
    ['/staff/donations', 'nav.donations'],
    ['/staff/inbox', 'nav.inbox'],
    ['/staff/mails', 'nav.mails'],
    ['/staff/audit', 'nav.audit'],
  ];
}

function Foot({ context: { view, words, actor } }: { context: StaffContext }): ReactNode {
  if (!actor) return <p>{view.newsroom.name}</p>;
  return (
    <>
      <p>
        {words.t('nav.signedInAs', { name: actor.name, role: words.named('role', actor.role ?? '') })}{' '}
        {words.t('footer.zone', { zone: words.zone })}
      </p>
      <form method="post" action="/staff/sign-out">
        <button className="button button--plain" type="submit">
          {words.t('nav.signOut')}
        </button>
      </form>
    </>
  );
}

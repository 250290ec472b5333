import type { ReactNode } from 'react';
import type { Brought, Listed } from '../../sharing/sharers.service.js';
import type { Text } from '../messages/text.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { ShareLinks } from '../ui/share-links.js';
import { Table } from '../ui/table.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

export interface SpreadView {
  /** The address to share; with the reader's own code where they are signed in. */
  url: string;
  /** The running campaign's. */
  title: string | null;
  /** Null for who is not signed in. */
  own: (Brought & { listedAs: string | null }) | null;
  leaders: Listed[];
}

/** `/spread`: links to share, what one's own have brought, and who brought the most. */
export function SpreadPage({ view, spread }: { view: View; spread: SpreadView }): ReactNode {
  const { text } = view;
  const { url, title, own, leaders } = spread;
  return (
    <ReaderPage
      view={view}
      trail={{ attribution: {} }}
      title={text.t('spread.title')}
      description={text.t('spread.lead')}
      path="/spread"
      width="narrow"
    >
      <div className="page-head">
        <h1>{text.t('spread.title')}</h1>
        <p className="lead">
          {own ? text.t('spread.brought', { members: own.members, gifts: own.gifts }) : text.t('spread.lead')}
        </p>
      </div>
      <section className="part">
        <h2>{text.t('spread.links')}</h2>
        {own ? (
          <p className="soft">{text.t('spread.links.own')}</p>
        ) : (
          <div className="stack">
            <p className="soft">{text.t('spread.links.signIn')}</p>
            <div>
              <ButtonLink look="quiet" href="/sign-in?next=%2Fspread">
                {text.t('spread.signIn')}
              </ButtonLink>
            </div>
          </div>
        )}
        <ShareLinks text={text} url={url} title={title ?? view.newsroom.name} />
      </section>
      {own ? <Listing text={text} listedAs={own.listedAs} /> : null}
      {leaders.length > 0 ? <Leaders text={text} leaders={leaders} /> : null}
    </ReaderPage>
  );
}

function Listing({ text, listedAs }: { text: Text; listedAs: string | null }): ReactNode {
  return (
    <section className="part">
      <h2>{text.t('spread.listing')}</h2>
      <form className="form" method="post" action="/spread">
        <Field
          name="listedAs"
          label={text.t('spread.listing.name')}
          hint={text.t('spread.listing.hint')}
          value={listedAs ?? ''}
          maxLength={60}
          autoComplete="off"
        />
        <div>
          <Button look="quiet">{text.t('spread.listing.save')}</Button>
        </div>
      </form>
    </section>
  );
}

function Leaders({ text, leaders }: { text: Text; leaders: Listed[] }): ReactNode {
  return (
    <section className="part">
      <h2>{text.t('spread.leaders')}</h2>
      <Table
        caption={text.t('spread.leaders')}
        captionHidden
        rows={leaders.map((leader, place) => ({ ...leader, place }))}
        rowKey={({ place }) => String(place)}
        empty=""
        columns={[
          { key: 'name', header: text.t('spread.leaders.name'), cell: ({ name }) => name },
          {
            key: 'members',
            header: text.t('spread.leaders.members'),
            numeric: true,
            cell: ({ members }) => text.number(members),
          },
          {
            key: 'gifts',
            header: text.t('spread.leaders.gifts'),
            numeric: true,
            cell: ({ gifts }) => text.number(gifts),
          },
        ]}
      />
    </section>
  );
}

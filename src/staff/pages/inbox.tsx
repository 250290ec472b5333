import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { Notice } from '../../site/ui/notice.js';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { InboxEntry } from '../../payments/inbox/inbox-desk.js';
import type { EventState } from '../../payments/inbox/stripe-event.js';
import { type EventDetail, eventStates } from '../queries/inbox.js';
import type { Page } from '../queries/paging.js';
import { Badge, Facts, Section, StripeId, Time } from '../ui/bits.js';
import { Filter, Pager, Search } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';

interface ListProps {
  context: StaffContext;
  counts: Record<EventState, number>;
  page: Page<InboxEntry>;
  query: { state?: EventState; query?: string; cursor?: string };
  /** How many parked events were just put back; null when none were asked for. */
  replayed: number | null;
}

export function InboxPage({ context, counts, page, query, replayed }: ListProps): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  return (
    <StaffPage context={context} title={t('inbox.title')} current="nav.inbox">
      <h1>{t('inbox.title')}</h1>
      <p className="soft">
        {t('inbox.lead')} <a href="/staff/reconciliation">{t('inbox.reconciliation')}</a>
      </p>
      {replayed === null ? null : (
        <Notice role="status">{t('inbox.replayAll.done', { count: replayed })}</Notice>
      )}
      <Search
        words={words}
        path="/staff/inbox"
        label={t('inbox.search')}
        value={query.query}
        keep={{ state: query.state }}
      />
      <Filter
        words={words}
        path="/staff/inbox"
        keep={{ query: query.query }}
        name="state"
        chosen={query.state}
        choices={eventStates.map((state) => ({
          value: state,
          label: `${t(`state.${state}`)} ${words.number(counts[state])}`,
        }))}
      />
      <Table
        caption={t('inbox.title')}
        captionHidden
        columns={[
          {
            key: 'id',
            header: t('inbox.event'),
            cell: ({ id }) => (
              <a className="code" href={`/staff/inbox/${encodeURIComponent(id)}`}>
                {id}
              </a>
            ),
          },
          { key: 'type', header: t('inbox.type'), cell: ({ type }) => type },
          {
            key: 'state',
            header: t('inbox.state'),
            cell: ({ state }) => <StateBadge context={context} state={state} />,
          },
          { key: 'note', header: t('inbox.note'), cell: ({ note }) => note },
          { key: 'attempts', header: t('inbox.attempts'), numeric: true, cell: ({ attempts }) => attempts },
          {
            key: 'received',
            header: t('inbox.received'),
            cell: ({ receivedAt }) => <Time words={words} at={receivedAt} />,
          },
        ]}
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={t('inbox.empty')}
      />
      <Pager words={words} path="/staff/inbox" query={query} next={page.next} />
      {counts.parked > 0 && may(actor, 'editor') ? (
        <p className="staff__act">
          <ButtonLink look="quiet" href="/staff/inbox/replay">
            {t('inbox.replayAll', { count: counts.parked })}
          </ButtonLink>
        </p>
      ) : null}
    </StaffPage>
  );
}

function StateBadge({ context, state }: { context: StaffContext; state: EventState }): ReactNode {
  const tones = { parked: 'bad', retrying: 'bad', applied: 'good' } as Partial<
    Record<EventState, 'bad' | 'good'>
  >;
  return <Badge tone={tones[state]}>{context.words.t(`state.${state}`)}</Badge>;
}

export function EventPage({
  context,
  event,
  done,
}: {
  context: StaffContext;
  event: EventDetail;
  done: boolean;
}): ReactNode {
  const { words, actor, stripe } = context;
  const { t } = words;
  const time = (at: Date | null): ReactNode => (at ? <Time words={words} at={at} /> : null);
  return (
    <StaffPage context={context} title={event.type} current="nav.inbox">
      <h1 className="event-type">{event.type}</h1>
      {done ? <Notice role="status">{t('inbox.replay.done')}</Notice> : null}
      <Facts
        facts={[
          [t('inbox.event'), <StripeId key="id" id={event.id} href={stripe(event.id)} />],
          [t('inbox.state'), <StateBadge key="state" context={context} state={event.state} />],
          [t('inbox.note'), event.note],
          [t('inbox.attempts'), words.number(event.attempts)],
          [t('inbox.created'), time(event.created)],
          [t('inbox.received'), time(event.receivedAt)],
          [t('inbox.handled'), time(event.handledAt)],
          [t('inbox.next'), event.state === 'retrying' ? time(event.nextAttemptAt) : null],
          [
            t('inbox.object'),
            event.objectId ? (
              <StripeId key="object" id={event.objectId} href={stripe(event.objectId)} />
            ) : null,
          ],
          [t('inbox.version'), event.apiVersion],
          [
            t('inbox.purchase'),
            event.purchaseId ? (
              <a key="purchase" href={`/staff/purchases/${event.purchaseId}`}>
                {event.purchaseId}
              </a>
            ) : null,
          ],
        ]}
      />
      <Section title={t('inbox.brought')}>
        {event.entries.length + event.brought.length + event.mails.length === 0 ? (
          <p className="soft">{t('inbox.brought.none')}</p>
        ) : null}
        <ul>
          {event.brought.map(({ kind, id, price }) => (
            <li key={id}>
              {t(`inbox.brought.${kind}`)} <StripeId id={id} href={stripe(id)} /> {words.money(price)}
            </li>
          ))}
          {event.entries.map(({ id, kind, delta, slug }) => (
            <li key={id}>
              <a href={`/staff/campaigns/${slug}/ledger?kind=${kind}`}>{words.named('kind', kind)}</a>{' '}
              {words.signed(delta)}
            </li>
          ))}
          {event.mails.map(({ id, template, recipient, state }) => (
            <li key={id}>
              {t('inbox.brought.mail', {
                template: template.replaceAll('-', ' '),
                recipient,
                state: t(`state.${state}`),
              })}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('inbox.payload')}>
        <Payload context={context} event={event} />
      </Section>
      {may(actor, 'editor') ? (
        <form
          className="staff__act"
          method="post"
          action={`/staff/inbox/${encodeURIComponent(event.id)}/replay`}
        >
          <Button look="quiet">{t('inbox.replay')}</Button>
          <p className="small soft">{t('inbox.replay.note')}</p>
        </form>
      ) : null}
    </StaffPage>
  );
}

function Payload({
  context: { words, actor },
  event,
}: {
  context: StaffContext;
  event: EventDetail;
}): ReactNode {
  if (!may(actor, 'administrator')) return <p className="soft">{words.t('inbox.payload.administrators')}</p>;
  if (!event.payload) return <p className="soft">{words.t('inbox.payload.gone')}</p>;
  return (
    <details>
      <summary>{words.t('inbox.payload.note')}</summary>
      <pre className="payload" tabIndex={0}>
        {JSON.stringify(event.payload, null, 2)}
      </pre>
    </details>
  );
}

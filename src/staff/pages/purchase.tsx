import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import { ButtonLink } from '../../site/ui/button.js';
import { Notice } from '../../site/ui/notice.js';
import type { StaffContext } from '../context.js';
import type { PurchaseDetail } from '../queries/purchase.js';
import { refundable } from '../refundable.js';
import { Badge, Facts, Section, StripeId, Time } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

interface Props {
  context: StaffContext;
  purchase: PurchaseDetail;
  refunded?: boolean;
}

export function PurchasePage({ context, purchase, refunded }: Props): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  return (
    <StaffPage context={context} title={purchase.description}>
      <h1>{purchase.description}</h1>
      {refunded ? <Notice role="status">{t('refund.done')}</Notice> : null}
      <PurchaseFacts context={context} purchase={purchase} />
      <Section title={t('purchases.payments')}>
        <Payments context={context} purchase={purchase} />
      </Section>
      {purchase.gifts.length > 0 ? <Gifts words={words} gifts={purchase.gifts} /> : null}
      <Section title={t('purchases.entries')}>
        {purchase.entries.length === 0 ? <p className="soft">{t('purchases.entries.none')}</p> : null}
        <ul>
          {purchase.entries.map(({ id, kind, delta, money, slug, at }) => (
            <li key={id}>
              <a href={`/staff/campaigns/${slug}/ledger?kind=${kind}`}>{words.named('kind', kind)}</a>{' '}
              {words.signed(delta)}
              {money ? ` (${words.signedMoney(money)})` : ''}, <Time words={words} at={at} />
            </li>
          ))}
        </ul>
      </Section>
      {may(actor, 'administrator') && refundable(purchase) ? (
        <div className="staff__act">
          <ButtonLink look="quiet" href={`/staff/purchases/${purchase.id}/refund`}>
            {t('purchases.refund')}
          </ButtonLink>
        </div>
      ) : null}
    </StaffPage>
  );
}

function Gifts({ words, gifts }: { words: Words; gifts: PurchaseDetail['gifts'] }): ReactNode {
  const { t } = words;
  return (
    <Section title={t('gifts.title')}>
      <ul>
        {gifts.map(({ id, months, tier, status, claimUntil, recipientName, recipientEmail }) => (
          <li key={id}>
            <a href={`/staff/gifts/${id}`}>{t('gifts.term', { months, tier })}</a>,{' '}
            {recipientName ?? recipientEmail ?? t('gifts.recipient.none')}:{' '}
            <Badge>{words.named('gifts.status', status)}</Badge>{' '}
            {status === 'bought' || status === 'delivered' ? (
              <span className="soft">{t('gifts.claimUntil', { day: words.day(claimUntil) })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PurchaseFacts({
  context,
  purchase,
}: {
  context: StaffContext;
  purchase: PurchaseDetail;
}): ReactNode {
  const { words, stripe } = context;
  const { t } = words;
  const { member, email, name, interval, price, quantity, sessionId, subscriptionId, customerId } = purchase;
  const buyer = [name, email].filter(Boolean).join(', ');
  const ids = [subscriptionId, customerId, sessionId].filter((id) => id !== null);
  const came = Object.values(purchase.attribution).join(' · ');
  return (
    <Facts
      facts={[
        [
          t('purchases.price'),
          `${words.money(price)}${interval === 'once' ? '' : `, ${words.named('donations.interval', interval)}`}${quantity > 1 ? ` (× ${quantity})` : ''}`,
        ],
        [
          t('purchases.status'),
          <Badge key="status">{words.named('purchases.status', purchase.status)}</Badge>,
        ],
        [t('purchases.flag'), purchase.flag && words.named('flag', purchase.flag)],
        [
          t('purchases.buyer'),
          member ? (
            <a key="buyer" href={`/staff/members/${member.id}`}>
              {[member.name, member.email].filter(Boolean).join(', ')}
            </a>
          ) : (
            buyer
          ),
        ],
        [t('purchases.begun'), <Time key="begun" words={words} at={purchase.createdAt} />],
        [t('purchases.paid'), <Time key="paid" words={words} at={purchase.paidAt} />],
        [t('purchases.came'), came],
        [
          t('purchases.stripe'),
          ids.length > 0 ? (
            <span key="stripe" className="source">
              {ids.map((id) => (
                <StripeId key={id} id={id} href={stripe(id)} />
              ))}
            </span>
          ) : null,
        ],
      ]}
    />
  );
}

function Payments({ context, purchase }: { context: StaffContext; purchase: PurchaseDetail }): ReactNode {
  const { words, stripe } = context;
  const { t } = words;
  if (purchase.payments.length === 0) return <p className="soft">{t('purchases.payments.none')}</p>;
  return (
    <ul>
      {purchase.payments.map((payment) => (
        <li key={payment.id}>
          {words.money(payment.price)},{' '}
          {t(payment.initial ? 'purchases.payment.initial' : 'purchases.payment.renewal')},{' '}
          <Time words={words} at={payment.paidAt} /> <StripeId id={payment.id} href={stripe(payment.id)} />
          <ul>
            {payment.refunds.map((refund) => (
              <li key={refund.id}>
                {t('purchases.refund.of', { price: words.money(refund.price) })}: {refund.status},{' '}
                <Time words={words} at={refund.createdAt} />
                {refund.author
                  ? ` ${t('ledger.author', { author: refund.author, reason: refund.reason ?? '' })}`
                  : null}
              </li>
            ))}
            {payment.disputes.map((dispute) => (
              <li key={dispute.id}>
                {t('purchases.dispute.of', { price: words.money(dispute.price) })}:{' '}
                {dispute.status.replaceAll('_', ' ')}, <Time words={words} at={dispute.createdAt} />{' '}
                <StripeId id={dispute.id} href={stripe(dispute.id)} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

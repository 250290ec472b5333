import type { ReactNode } from 'react';
import { explain, type Standing } from '../membership-words.js';
import type { Text } from '../messages/text.js';
import type { HeldByReader, HeldDonation, HeldGift, HeldMembership, Paying } from '../queries/account.js';
import type { GivenAtHome } from '../../gifts/gifts-of-giver.service.js';
import type { OnList } from '../../newsletters/leaving.service.js';
import { GiftPart } from '../given-gifts/gift-part.js';
import { Button, ButtonLink } from '../ui/button.js';
import { HiddenFields } from '../ui/form.js';
import { Notice } from '../ui/notice.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

type StandingMembership = HeldMembership & { standing: Standing };

export interface AccountView extends HeldByReader {
  email: string;
  memberships: StandingMembership[];
  /** Where a member by gift can go on as a paying one, behind the last gift. */
  goOn: { after: string; link: string } | null;
  /** Gifts that the reader gave. */
  given: GivenAtHome[];
  newsletters: OnList[];
  timeZone: string;
}

interface Props {
  view: View;
  account: AccountView;
  /** Stripe's page could not be opened. */
  trouble?: boolean;
}

/** `/account`: what a reader has, what happens next, and where it is changed. */
export function AccountPage({ view, account, trouble = false }: Props): ReactNode {
  const { text } = view;
  const current = account.memberships.filter(({ standing }) => standing !== 'over');
  const earlier = account.memberships.filter(({ standing }) => standing === 'over');
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={text.t('account.title')} width="narrow">
      <div className="page-head">
        <h1>{text.t('account.title')}</h1>
        <p className="lead">{text.t('account.lead', { email: account.email })}</p>
      </div>
      {trouble ? (
        <Notice tone="problem" role="alert" title={text.t('account.trouble.title')}>
          <p>{text.t('account.trouble.text')}</p>
        </Notice>
      ) : null}
      <section className="part">
        <h2>{text.t('account.memberships')}</h2>
        {current.length === 0 ? <NoMembership text={text} returning={earlier.length > 0} /> : null}
        {current.map((membership) => (
          <MembershipPart key={membership.id} text={text} membership={membership} account={account} />
        ))}
        <Earlier text={text} memberships={earlier} timeZone={account.timeZone} />
      </section>
      <Donations text={text} account={account} />
      <Given text={text} account={account} />
      <Gifts text={text} account={account} />
      <Newsletters text={text} lists={account.newsletters} />
      <p className="part">
        <a href="/spread">{text.t('spread.title')}</a>
      </p>
      <form className="part" method="post" action="/sign-out">
        <div>
          <Button look="quiet">{text.t('account.signOut')}</Button>
        </div>
      </form>
    </ReaderPage>
  );
}

function NoMembership({ text, returning }: { text: Text; returning: boolean }): ReactNode {
  return (
    <div className="stack">
      <p>{text.t(returning ? 'account.membership.noneNow' : 'account.membership.none')}</p>
      <ButtonLink href="/join">{text.t('nav.join')}</ButtonLink>
    </div>
  );
}

interface PartProps {
  text: Text;
  membership: StandingMembership;
  account: AccountView;
}

function MembershipPart({ text, membership, account }: PartProps): ReactNode {
  const { name, standing, paying } = membership;
  const owes = standing === 'past_due' || standing === 'unpaid';
  return (
    <article className="holding">
      <h3>{name}</h3>
      <p>{explain(text, membership, standing, account.timeZone)}</p>
      {membership.chargeTo && standing === 'waiting' ? (
        <p>
          {text.t('account.membership.chargeMoves', {
            day: text.date(membership.chargeTo, account.timeZone),
          })}
        </p>
      ) : null}
      {paying ? (
        <div className="buttons">
          {owes ? <PaymentForm action="/account/pay" paying={paying} label={text.t('account.pay')} /> : null}
          <PaymentForm
            action="/account/billing"
            paying={paying}
            label={text.t('account.change')}
            look={owes ? 'quiet' : 'primary'}
          />
        </div>
      ) : null}
      {account.goOn?.after === membership.id ? (
        <div className="buttons">
          <ButtonLink href={account.goOn.link}>{text.t('account.goOn')}</ButtonLink>
        </div>
      ) : null}
    </article>
  );
}

/** Stripe's pages are made when they are asked for: a link that lay in a page could be taken along. */
function PaymentForm(props: {
  action: '/account/billing' | '/account/pay';
  paying: Paying;
  label: string;
  look?: 'primary' | 'quiet';
}): ReactNode {
  return (
    <form method="post" action={props.action}>
      <HiddenFields fields={[['purchase', props.paying.purchaseId]]} />
      <Button look={props.look}>{props.label}</Button>
    </form>
  );
}

function Earlier(props: { text: Text; memberships: StandingMembership[]; timeZone: string }): ReactNode {
  const { text, memberships, timeZone } = props;
  if (memberships.length === 0) return null;
  return (
    <>
      <h3 className="small soft">{text.t('account.earlier')}</h3>
      <ul className="plain-list small">
        {memberships.map((membership) => (
          <li key={membership.id}>
            {membership.name}: {explain(text, membership, 'over', timeZone)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Donations({ text, account }: { text: Text; account: AccountView }): ReactNode {
  if (account.donations.length === 0) return null;
  return (
    <section className="part">
      <h2>{text.t('account.donations')}</h2>
      {account.donations.map((donation) => (
        <DonationPart key={donation.id} text={text} donation={donation} timeZone={account.timeZone} />
      ))}
    </section>
  );
}

function DonationPart(props: { text: Text; donation: HeldDonation; timeZone: string }): ReactNode {
  const { text, donation, timeZone } = props;
  const { price, interval, endedAt, paidUntil, paying, status } = donation;
  const over = endedAt !== null || status === 'refunded' || status === 'canceled';
  const owes = status === 'past_due' || status === 'unpaid';
  const key = over ? 'over' : owes ? 'past_due' : paidUntil ? 'next' : 'running';
  const day = text.date(endedAt ?? paidUntil ?? new Date(0), timeZone);
  return (
    <article className="holding">
      <h3>{text.t('account.donation', { price: text.money(price), interval })}</h3>
      <p>{text.t(`account.donation.${key}`, { day, dated: endedAt ? 'yes' : 'no' })}</p>
      {paying && !over ? (
        <div className="buttons">
          {owes ? <PaymentForm action="/account/pay" paying={paying} label={text.t('account.pay')} /> : null}
          <PaymentForm
            action="/account/billing"
            paying={paying}
            label={text.t('account.donation.change')}
            look="quiet"
          />
        </div>
      ) : null}
    </article>
  );
}

function Gifts({ text, account }: { text: Text; account: AccountView }): ReactNode {
  if (account.gifts.length === 0) return null;
  return (
    <section className="part">
      <h2>{text.t('account.gifts')}</h2>
      <ul className="plain-list">
        {account.gifts.map((gift) => (
          <li key={gift.id}>{giftLine(text, gift, account.timeZone)}</li>
        ))}
      </ul>
    </section>
  );
}

function giftLine(text: Text, gift: HeldGift, timeZone: string): string {
  const { months, giverName: name } = gift;
  return text.t('account.gift.got', { months, day: text.date(gift.at, timeZone), named: 'yes', name });
}

/** The same as on the page that their receipts lead to. */
function Given({ text, account }: { text: Text; account: AccountView }): ReactNode {
  if (account.given.length === 0) return null;
  return (
    <section className="part">
      <h2>{text.t('account.gifts.given')}</h2>
      {account.given.map((each) => (
        <GiftPart
          key={each.gift.id}
          text={text}
          given={each}
          timeZone={account.timeZone}
          href={`${each.page}/${each.gift.place}`}
          card={`${each.page}/cards/${each.gift.place}.pdf`}
        />
      ))}
    </section>
  );
}

function Newsletters({ text, lists }: { text: Text; lists: OnList[] }): ReactNode {
  if (lists.length === 0) return null;
  return (
    <section className="part">
      <h2>{text.t('newsletters.title')}</h2>
      <ul className="plain-list">
        {lists.map(({ name, leave }) => (
          <li key={leave}>
            {name}: <a href={leave}>{text.t('newsletters.account.leave')}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

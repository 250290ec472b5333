import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { Text } from '../messages/text.js';
import type { FormValues } from '../offers.js';
import { ThankForm } from '../given-gifts/thank-form.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { HiddenFields, ReaderForm } from '../ui/form.js';
import { Notice } from '../ui/notice.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

/** What a gift's link shows: the gift itself, or why there is nothing to accept. */
export type Redemption =
  | {
      kind: 'open';
      months: number;
      giverName: string;
      message: string | null;
      expiresAt: string;
      /** Who accepts it with one press. */
      known: Known | null;
      /** Until then it waits for the answer of an address that was asked. */
      heldUntil: string | null;
    }
  /** `thank` is where the giver can be written to. */
  | {
      kind: 'done';
      giverName: string;
      thank: string;
      endsAt: string;
      fate: 'new' | 'added' | 'moved' | 'waits';
      nextCharge: { from: string; to: string } | null;
    }
  /** `instead` lets who has just asked name another address. */
  | { kind: 'confirm'; email: string; name?: string; instead: string; until: string }
  | { kind: 'held'; until: string }
  | { kind: 'redeemed' }
  | { kind: 'expired'; expiredAt?: string }
  | { kind: 'on-hold' }
  /** Handed on before its day. */
  | { kind: 'early'; opensAt: string }
  | { kind: 'gone' };

/** Somebody who need not say who they are: their session or the mailed link does. */
export interface Known {
  as: 'reader' | 'recipient';
  /** As it is shown. */
  email: string;
  name: string | null;
}

interface Props {
  view: View;
  /** The form's own address; it holds the gift's token. */
  action: string;
  redemption: Redemption;
  timeZone: string;
  values?: FormValues;
  errors?: FieldErrors;
}

/** `/redeem/:token`: the message, and one step. */
export function RedeemPage(props: Props): ReactNode {
  const { view, redemption, timeZone } = props;
  const { text, newsroom } = view;
  if (redemption.kind === 'open') return <OpenGift {...props} gift={redemption} />;
  if (redemption.kind === 'confirm') return <Asked {...props} asked={redemption} />;
  const { title, body } = words(text, newsroom.name, redemption, timeZone);
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="stack" role="status">
        <h1>{title}</h1>
        <p className="lead">{body}</p>
      </div>
      {redemption.kind === 'done' ? (
        <section className="part">
          <h2>{text.t('thank.title')}</h2>
          <ThankForm text={text} action={redemption.thank} />
        </section>
      ) : null}
      <div className="part stack">
        {redemption.kind === 'redeemed' ? (
          <ButtonLink look="quiet" href="/account">
            {text.t('account.link')}
          </ButtonLink>
        ) : (
          <ButtonLink look="quiet" href="/">
            {text.t('redeem.home')}
          </ButtonLink>
        )}
      </div>
    </ReaderPage>
  );
}

type OpenRedemption = Extract<Redemption, { kind: 'open' }>;

function OpenGift(props: Props & { gift: OpenRedemption }): ReactNode {
  const { view, gift, timeZone, errors } = props;
  const { text, newsroom } = view;
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={text.t('redeem.title')} width="narrow">
      <div className="page-head">
        <h1>{text.t('redeem.headline', { giver: gift.giverName })}</h1>
        <p className="lead">{text.t('redeem.lead', { months: gift.months, newsroom: newsroom.name })}</p>
      </div>
      {gift.message ? (
        <figure className="letter letter--gift">
          <figcaption className="small soft">
            {text.t('redeem.message', { giver: gift.giverName })}
          </figcaption>
          <blockquote className="letter__message">{gift.message}</blockquote>
        </figure>
      ) : null}
      {gift.heldUntil ? (
        <Notice title={text.t('redeem.held.title')}>
          <p>{text.t('redeem.held.text', { moment: text.moment(gift.heldUntil, timeZone) })}</p>
        </Notice>
      ) : null}
      {gift.known ? (
        <>
          <OnePress {...props} gift={gift} known={gift.known} />
          <details className="part" open={errors !== undefined}>
            <summary>{text.t('redeem.other')}</summary>
            <RedeemForm {...props} />
          </details>
        </>
      ) : (
        <RedeemForm {...props} until={gift.expiresAt} />
      )}
    </ReaderPage>
  );
}

interface OnePressProps extends Props {
  gift: OpenRedemption;
  known: Known;
}

function OnePress({ view, action, gift, known, timeZone }: OnePressProps): ReactNode {
  const { text } = view;
  return (
    <form className="form" method="post" action={action}>
      <HiddenFields fields={[['as', known.as]]} />
      {known.as === 'recipient' ? (
        <div className="form__section">
          <Field
            id="own-name"
            name="name"
            label={text.t('redeem.name')}
            autoComplete="name"
            maxLength={200}
            value={known.name ?? ''}
          />
        </div>
      ) : null}
      <div className="form__pay">
        <Button wide>{text.t('redeem.accept')}</Button>
        <p className="small soft">
          {text.t(`redeem.as.${known.as}`, { email: known.email })}{' '}
          {text.t('redeem.until', { day: text.date(gift.expiresAt, timeZone) })}
        </p>
      </div>
    </form>
  );
}

/** For an address that nothing has proven yet. `instead`: another one than was named before. */
function RedeemForm(props: Props & { until?: string; instead?: string }): ReactNode {
  const { view, values = {}, errors, until, instead } = props;
  const { text } = view;
  return (
    <ReaderForm text={text} action={props.action} trail={{ attribution: {} }} errors={errors}>
      {instead ? <HiddenFields fields={[['instead', instead]]} /> : null}
      <div className="form__section">
        <Field
          name="name"
          label={text.t('redeem.name')}
          autoComplete="name"
          maxLength={200}
          required
          value={values.name}
          error={errors?.name}
        />
        <Field
          name="email"
          type="email"
          inputMode="email"
          label={text.t('redeem.email')}
          hint={text.t('redeem.email.hint')}
          autoComplete="email"
          maxLength={254}
          required
          value={values.email}
          error={errors?.email}
        />
      </div>
      <div className="form__pay">
        <Button wide look={until ? 'primary' : 'quiet'}>
          {text.t(instead ? 'redeem.confirm.again' : until ? 'redeem.accept' : 'redeem.other.accept')}
        </Button>
        {until ? (
          <p className="small soft">{text.t('redeem.until', { day: text.date(until, props.timeZone) })}</p>
        ) : null}
      </div>
    </ReaderForm>
  );
}

/** The address was asked by e-mail; should it hold a slip, another one can be named. */
function Asked(props: Props & { asked: Extract<Redemption, { kind: 'confirm' }> }): ReactNode {
  const { view, asked, timeZone } = props;
  const { text } = view;
  const title = text.t('redeem.confirm.title');
  const values = { name: asked.name ?? '', email: asked.email };
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="stack" role="status">
        <h1>{title}</h1>
        <p className="lead">{text.t('redeem.confirm.text', { email: asked.email })}</p>
        <p>{text.t('redeem.confirm.held', { moment: text.moment(asked.until, timeZone) })}</p>
      </div>
      <details className="part">
        <summary>{text.t('redeem.confirm.slip')}</summary>
        <RedeemForm {...props} values={values} instead={asked.instead} />
      </details>
    </ReaderPage>
  );
}

function words(
  text: Text,
  newsroom: string,
  redemption: Exclude<Redemption, { kind: 'open' | 'confirm' }>,
  timeZone: string,
): { title: string; body: string } {
  switch (redemption.kind) {
    case 'done': {
      const { fate, endsAt, nextCharge, giverName: giver } = redemption;
      const day = text.date(endsAt, timeZone);
      const from = nextCharge ? text.date(nextCharge.from, timeZone) : '';
      const to = nextCharge ? text.date(nextCharge.to, timeZone) : '';
      return {
        title: text.t('redeem.done.title', { fate }),
        body: text.t(`redeem.done.${fate}`, { day, from, to, giver }),
      };
    }
    case 'held':
      return {
        title: text.t('redeem.held.title'),
        body: text.t('redeem.held.text', { moment: text.moment(redemption.until, timeZone) }),
      };
    case 'redeemed':
      return { title: text.t('redeem.redeemed.title'), body: text.t('redeem.redeemed.text') };
    case 'expired':
      return {
        title: text.t('redeem.expired.title'),
        body: redemption.expiredAt
          ? text.t('redeem.expired.text', { newsroom, day: text.date(redemption.expiredAt, timeZone) })
          : text.t('redeem.expired.textUndated', { newsroom }),
      };
    case 'early':
      return {
        title: text.t('redeem.early.title'),
        body: text.t('redeem.early.text', { day: text.date(redemption.opensAt, timeZone) }),
      };
    case 'on-hold':
      return { title: text.t('redeem.hold.title'), body: text.t('redeem.hold.text', { newsroom }) };
    case 'gone':
      return { title: text.t('redeem.gone.title'), body: text.t('redeem.gone.text') };
  }
}

import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import type { FieldErrors } from '../../common/errors.js';
import { changeAllowed } from '../../gifts/gift-state.js';
import type { GivenGift } from '../../gifts/gifts-of-giver.service.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import { Notice } from '../../site/ui/notice.js';
import type { StaffContext } from '../context.js';
import { Badge, Facts, Section, Time } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

export interface StaffGift {
  given: GivenGift;
  /** What was done just now. */
  done?: 'resend' | 'recipient' | 'extend' | 'void';
  /** Why nothing was. */
  missed?: string;
  typed?: Record<string, string>;
  errors?: FieldErrors;
}

/** One gift: what has become of it, and what staff can do about it. */
export function GiftPage({ context, shown }: { context: StaffContext; shown: StaffGift }): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  const { given, done, missed, errors } = shown;
  const { gift, state } = given;
  const title = t('gift.title', { what: t('gifts.term', { months: gift.months, tier: gift.tier }) });
  const final = state === 'opened' || state === 'refunded' || state === 'void';
  return (
    <StaffPage context={context} title={title} width="narrow">
      <h1>{title}</h1>
      {done ? <Notice role="status">{t(`gift.done.${done}`)}</Notice> : null}
      {missed ? (
        <Notice tone="problem" role="alert">
          {missed}
        </Notice>
      ) : null}
      <ErrorSummary title={t('form.errors', { count: Object.keys(errors ?? {}).length })} errors={errors} />
      <GiftFacts words={words} given={given} />
      {may(actor, 'editor') && changeAllowed(state) ? <Recipient words={words} shown={shown} /> : null}
      {may(actor, 'editor') && !final ? <Deadline words={words} shown={shown} /> : null}
      {may(actor, 'administrator') && !final ? (
        <div className="staff__act">
          <ButtonLink look="quiet" href={`/staff/gifts/${gift.id}/void`}>
            {t('gift.void')}
          </ButtonLink>
        </div>
      ) : null}
    </StaffPage>
  );
}

function GiftFacts({ words, given: { gift, state } }: { words: Words; given: GivenGift }): ReactNode {
  const { t } = words;
  const bad = state === 'undeliverable' || state === 'on-hold';
  const time = (at: Date | null): ReactNode => (at ? <Time words={words} at={at} /> : null);
  const redeemer = gift.redeemerId ? (
    <a href={`/staff/members/${gift.redeemerId}`}>{t('gift.redeemer')}</a>
  ) : null;
  return (
    <Facts
      facts={[
        [
          t('gifts.status'),
          <Badge key="state" tone={bad ? 'bad' : state === 'opened' ? 'good' : 'plain'}>
            {t(`gift.state.${state}`)}
          </Badge>,
        ],
        [t('gift.bounced'), gift.bounceReason],
        [t('gifts.giver'), `${gift.giverName}, ${gift.giverEmail}`],
        [
          t('gifts.recipient'),
          gift.erasedAt
            ? t('gift.erased', { day: words.day(gift.erasedAt) })
            : [gift.recipientName, gift.recipientEmail ?? t('gifts.recipient.none')]
                .filter(Boolean)
                .join(', '),
        ],
        [t('gift.message'), gift.message],
        [t('gifts.bought'), time(gift.boughtAt)],
        [t('gift.deliverAt'), time(gift.deliverAt)],
        [t('gift.deliveredAt'), time(gift.deliveredAt)],
        [t('gift.claimUntil'), time(gift.claimUntil)],
        [
          t('gift.redeemedAt'),
          redeemer ? (
            <>
              {time(gift.redeemedAt)} {redeemer}
            </>
          ) : null,
        ],
        [t('gift.voidedAt'), time(gift.voidedAt)],
        [
          t('gift.purchase'),
          <a key="purchase" href={`/staff/purchases/${gift.purchaseId}`}>
            {t('gift.purchase.see')}
          </a>,
        ],
      ]}
    />
  );
}

function Recipient({ words, shown }: { words: Words; shown: StaffGift }): ReactNode {
  const { t } = words;
  const { given, typed, errors } = shown;
  const { gift, state } = given;
  const path = `/staff/gifts/${gift.id}`;
  const sent = changeAllowed(state) === 'send';
  return (
    <Section title={t('gift.recipient')}>
      <p className="soft">{t(sent ? 'gift.recipient.sent' : 'gift.recipient.waiting')}</p>
      <form className="form" method="post" action={`${path}/recipient`} noValidate>
        <Field
          name="name"
          label={t('gift.recipient.name')}
          maxLength={200}
          value={typed?.name ?? gift.recipientName ?? ''}
          error={errors?.name}
        />
        <Field
          name="email"
          type="email"
          label={t('gift.recipient.email')}
          hint={t('gift.recipient.email.hint')}
          maxLength={254}
          value={typed?.email ?? gift.recipientEmail ?? ''}
          error={errors?.email}
        />
        <div className="buttons">
          <Button>{t(sent ? 'gift.recipient.send' : 'gift.recipient.save')}</Button>
        </div>
      </form>
      {sent && gift.recipientEmail ? (
        <form method="post" action={`${path}/resend`}>
          <Button look="quiet">{t('gift.resend', { email: gift.recipientEmail })}</Button>
        </form>
      ) : null}
    </Section>
  );
}

function Deadline({ words, shown }: { words: Words; shown: StaffGift }): ReactNode {
  const { t } = words;
  const { given, typed, errors } = shown;
  return (
    <Section title={t('gift.extend')}>
      <form className="form" method="post" action={`/staff/gifts/${given.gift.id}/extend`} noValidate>
        <Field
          name="until"
          type="date"
          short
          label={t('gift.extend.until')}
          value={typed?.until}
          error={errors?.until}
        />
        <div className="buttons">
          <Button look="quiet">{t('gift.extend.button')}</Button>
        </div>
      </form>
    </Section>
  );
}

import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { GivenGift } from '../../gifts/gifts-of-giver.service.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import type { StaffContext } from '../context.js';
import { StaffPage } from '../ui/staff-page.js';

interface Props {
  context: StaffContext;
  given: GivenGift;
  typed?: { reason?: string };
  errors?: FieldErrors;
}

/** Asks once, and names whose gift is taken back. */
export function VoidGiftPage({ context, given: { gift }, typed, errors }: Props): ReactNode {
  const { t } = context.words;
  const path = `/staff/gifts/${gift.id}`;
  const whom = gift.recipientName ?? gift.recipientEmail ?? t('gifts.recipient.none');
  return (
    <StaffPage context={context} title={t('gift.void.title')} width="narrow">
      <h1>{t('gift.void.title')}</h1>
      <ErrorSummary title={t('form.errors', { count: Object.keys(errors ?? {}).length })} errors={errors} />
      <p>
        {t('gift.void.lead', {
          what: t('gifts.term', { months: gift.months, tier: gift.tier }),
          giver: gift.giverName,
          whom,
        })}
      </p>
      <p className="soft">{t('gift.void.effect')}</p>
      <form className="form" method="post" action={`${path}/void`} noValidate>
        <Field
          name="reason"
          label={t('refund.reason')}
          value={typed?.reason}
          error={errors?.reason}
          maxLength={500}
          required
        />
        <div className="buttons">
          <Button look="danger">{t('gift.void')}</Button>
          <ButtonLink look="plain" href={path}>
            {t('refund.back')}
          </ButtonLink>
        </div>
      </form>
    </StaffPage>
  );
}

import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import { HiddenFields } from '../../site/ui/form.js';
import type { StaffContext } from '../context.js';
import { StaffPage } from '../ui/staff-page.js';

interface FormProps {
  context: StaffContext;
  next: string;
  email?: string;
  error?: string;
}

export function SignInPage({ context, next, email, error }: FormProps): ReactNode {
  const { t } = context.words;
  return (
    <StaffPage context={context} title={t('signIn.title')} width="narrow">
      <h1>{t('signIn.title')}</h1>
      <p>{t('signIn.lead')}</p>
      <ErrorSummary title={t('form.errors', { count: 1 })} errors={error ? { email: error } : undefined} />
      <form className="form" method="post" action="/staff/sign-in" noValidate>
        <HiddenFields fields={[['next', next]]} />
        <Field
          name="email"
          label={t('signIn.email')}
          type="email"
          inputMode="email"
          autoComplete="email"
          value={email}
          error={error}
          required
        />
        <div>
          <Button>{t('signIn.button')}</Button>
        </div>
      </form>
    </StaffPage>
  );
}

export function LinkSentPage({ context, email }: { context: StaffContext; email: string }): ReactNode {
  const { t } = context.words;
  return (
    <StaffPage context={context} title={t('signIn.sent.title')} width="narrow">
      <h1>{t('signIn.sent.title')}</h1>
      <p>{t('signIn.sent.body', { email })}</p>
      <p>
        <a href="/staff/sign-in">{t('signIn.sent.again')}</a>
      </p>
    </StaffPage>
  );
}

/** Between the e-mail and the session stands one press: programs that look into e-mails open links, they press nothing. */
export function ConfirmPage({
  context,
  action,
  next,
}: {
  context: StaffContext;
  action: string;
  next: string;
}): ReactNode {
  const { t } = context.words;
  return (
    <StaffPage context={context} title={t('signIn.title')} width="narrow">
      <h1>{t('signIn.confirm.title')}</h1>
      <p>{t('signIn.confirm.body')}</p>
      <form method="post" action={action}>
        <HiddenFields fields={[['next', next]]} />
        <Button>{t('signIn.confirm.button')}</Button>
      </form>
    </StaffPage>
  );
}

export function LinkSpentPage({ context }: { context: StaffContext }): ReactNode {
  const { t } = context.words;
  return (
    <StaffPage context={context} title={t('signIn.spent.title')} width="narrow">
      <h1>{t('signIn.spent.title')}</h1>
      <p>{t('signIn.spent.body')}</p>
      <div>
        <ButtonLink href="/staff/sign-in">{t('signIn.spent.again')}</ButtonLink>
      </div>
    </StaffPage>
  );
}

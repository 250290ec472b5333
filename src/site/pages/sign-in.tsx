import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { HiddenFields, ReaderForm } from '../ui/form.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

const nowhere = { attribution: {} };

interface FormProps {
  view: View;
  next: string;
  email?: string;
  errors?: FieldErrors;
}

/** `/sign-in`: an address, and a link comes by e-mail. */
export function SignInPage({ view, next, email, errors }: FormProps): ReactNode {
  const { text } = view;
  return (
    <ReaderPage view={view} trail={nowhere} title={text.t('signIn.title')} width="narrow">
      <div className="page-head">
        <h1>{text.t('signIn.title')}</h1>
        <p className="lead">{text.t('signIn.lead')}</p>
      </div>
      <ReaderForm text={text} action="/sign-in" trail={nowhere} errors={errors}>
        <HiddenFields fields={[['next', next]]} />
        <Field
          name="email"
          type="email"
          inputMode="email"
          label={text.t('signIn.email')}
          hint={text.t('signIn.email.hint')}
          autoComplete="email"
          maxLength={254}
          required
          value={email}
          error={errors?.email}
        />
        <div>
          <Button>{text.t('signIn.button')}</Button>
        </div>
      </ReaderForm>
    </ReaderPage>
  );
}

/** The same for every address, known or not. */
export function LinkSentPage({ view, email }: { view: View; email: string }): ReactNode {
  const { text } = view;
  return (
    <ReaderPage view={view} trail={nowhere} title={text.t('signIn.sent.title')} width="narrow">
      <div className="stack" role="status">
        <h1>{text.t('signIn.sent.title')}</h1>
        <p className="lead">{text.t('signIn.sent.text', { email })}</p>
        <p>
          <a href="/sign-in">{text.t('signIn.sent.again')}</a>
        </p>
      </div>
    </ReaderPage>
  );
}

/** Between the e-mail and the session stands one press: programs that look into e-mails open links, they press nothing. */
export function ConfirmSignInPage(props: { view: View; action: string; next: string }): ReactNode {
  const { view, action, next } = props;
  const { text } = view;
  return (
    <ReaderPage view={view} trail={nowhere} title={text.t('signIn.title')} width="narrow">
      <form className="stack" method="post" action={action}>
        <h1>{text.t('signIn.press.title')}</h1>
        <p className="lead">{text.t('signIn.press.text')}</p>
        <HiddenFields fields={[['next', next]]} />
        <Button>{text.t('signIn.title')}</Button>
      </form>
    </ReaderPage>
  );
}

export function LinkSpentPage({ view }: { view: View }): ReactNode {
  const { text } = view;
  return (
    <ReaderPage view={view} trail={nowhere} title={text.t('signIn.spent.title')} width="narrow">
      <div className="stack">
        <h1>{text.t('signIn.spent.title')}</h1>
        <p className="lead">{text.t('signIn.spent.text')}</p>
        <ButtonLink href="/sign-in">{text.t('signIn.spent.again')}</ButtonLink>
      </div>
    </ReaderPage>
  );
}

import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { ReaderPage } from '../pages/reader-page.js';
import { ButtonLink } from '../ui/button.js';
import { ErrorSummary } from '../ui/error-summary.js';
import type { View } from '../view.js';
import { ThankForm } from './thank-form.js';

interface Props {
  view: View;
  /** The page's own address, which is a secret. */
  action: string;
  giver: string;
  /** A note has been sent. */
  done: boolean;
  note?: string;
  errors?: FieldErrors;
}

/** `/gifts/thanks/:gift/:token`: a note from the redeemer to the giver. */
export function ThankPage({ view, action, giver, done, note, errors }: Props): ReactNode {
  const { text } = view;
  const title = text.t(done ? 'thank.done.title' : 'thank.title');
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="page-head" role={done ? 'status' : undefined}>
        <h1>{title}</h1>
        <p className="lead">{text.t(done ? 'thank.done.text' : 'thank.lead', { giver })}</p>
      </div>
      {done ? (
        <ButtonLink look="quiet" href="/">
          {text.t('redeem.home')}
        </ButtonLink>
      ) : (
        <>
          <ErrorSummary
            title={text.t('form.errors', { count: Object.keys(errors ?? {}).length })}
            errors={errors}
          />
          <ThankForm text={text} action={action} note={note} error={errors?.note} />
        </>
      )}
    </ReaderPage>
  );
}

import type { ReactNode } from 'react';
import type { Trail } from '../trail.js';
import { Button } from '../ui/button.js';
import { HiddenFields } from '../ui/form.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

interface Props {
  view: View;
  trail: Trail;
  /** The form that was sent. */
  action: '/join' | '/gift' | '/gift/many' | '/pool/give' | '/donate';
  /** Stripe does not answer, or there were too many tries at once. */
  reason: 'unreachable' | 'busy';
  /** Everything that was typed, to be sent again as it was. */
  fields: [name: string, value: string][];
}

/** Stripe's page could not be opened: nothing was charged, and one press tries again. */
export function PaymentTroublePage({ view, trail, action, reason, fields }: Props): ReactNode {
  const { text } = view;
  const key = reason === 'busy' ? 'trouble.busy' : 'trouble';
  return (
    <ReaderPage view={view} trail={trail} title={text.t(`${key}.title`)} width="narrow">
      <div className="stack" role="alert">
        <h1>{text.t(`${key}.title`)}</h1>
        <p className="lead">{text.t(`${key}.text`)}</p>
      </div>
      <form
        className="buttons part"
        method="post"
        action={action}
        // A long list is a third as long this way.
        encType={action === '/gift/many' ? 'multipart/form-data' : undefined}
      >
        <HiddenFields fields={fields} />
        <Button>{text.t('trouble.again')}</Button>
        <Button look="quiet" name="action" value="edit">
          {text.t('trouble.back')}
        </Button>
      </form>
    </ReaderPage>
  );
}

import type { ReactNode } from 'react';
import { along, type Trail } from '../trail.js';
import { Button, ButtonLink } from '../ui/button.js';
import { HiddenFields } from '../ui/form.js';
import type { Text } from '../messages/text.js';

interface Props {
  text: Text;
  trail: Trail;
  email: string;
}

/** Instead of a second payment: what can be done with the membership that runs, and what can be paid for besides. */
export function AlreadyMemberNotice({ text, trail, email }: Props): ReactNode {
  return (
    <div
      className="notice notice--choice"
      role="alert"
      aria-labelledby="already-title"
      tabIndex={-1}
      autoFocus
      data-error-summary=""
    >
      <h2 id="already-title">{text.t('already.title')}</h2>
      <p>{text.t('already.text', { email })}</p>
      <div className="buttons">
        <form method="post" action="/sign-in">
          <HiddenFields
            fields={[
              ['email', email],
              ['next', '/account'],
            ]}
          />
          <Button>{text.t('already.button')}</Button>
        </form>
        <ButtonLink look="plain" href={along('/gift', trail)}>
          {text.t('already.gift')}
        </ButtonLink>
        <ButtonLink look="plain" href={along('/donate', trail)}>
          {text.t('already.donate')}
        </ButtonLink>
      </div>
    </div>
  );
}

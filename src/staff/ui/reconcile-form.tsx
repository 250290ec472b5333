import type { ReactNode } from 'react';
import { Button } from '../../site/ui/button.js';
import { HiddenFields } from '../../site/ui/form.js';
import type { Words } from '../words.js';

interface Props {
  words: Words;
  /** Compares the same span and puts right what differs; without it, the usual span is only compared. */
  fixSince?: Date;
}

/** Asks for a comparison with Stripe; it runs soon after. */
export function ReconcileForm({ words, fixSince }: Props): ReactNode {
  const fields: [string, string][] = fixSince
    ? [
        ['fix', 'true'],
        ['since', fixSince.toISOString()],
      ]
    : [];
  return (
    <form className="staff__act" method="post" action="/staff/reconciliation">
      <HiddenFields fields={fields} />
      <Button look="quiet">{words.t(fixSince ? 'reconciliation.fix' : 'reconciliation.run')}</Button>
      <p className="small soft">
        {words.t(fixSince ? 'reconciliation.fix.note' : 'reconciliation.run.note')}
      </p>
    </form>
  );
}

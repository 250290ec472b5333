import type { ReactNode } from 'react';
import { Button } from '../ui/button.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

/** Where the confirming e-mail leads: one press, and the gift is theirs. */
export function ConfirmRedemptionPage({ view, action }: { view: View; action: string }): ReactNode {
  const { text } = view;
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={text.t('redeem.press.title')} width="narrow">
      <form className="stack" method="post" action={action}>
        <h1>{text.t('redeem.press.title')}</h1>
        <p className="lead">{text.t('redeem.press.text')}</p>
        <Button>{text.t('redeem.accept')}</Button>
      </form>
    </ReaderPage>
  );
}

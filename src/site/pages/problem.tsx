import type { ReactNode } from 'react';
import type { View } from '../view.js';
import { ButtonLink } from '../ui/button.js';
import { ReaderPage } from './reader-page.js';

const worded = [400, 403, 404, 429, 500, 503] as const;
type Worded = (typeof worded)[number];

/** What a person sees instead of an error: what happened, and where to go from here. */
export function ProblemPage({ view, status }: { view: View; status: number }): ReactNode {
  const { text } = view;
  const key = keyFor(status);
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={text.t(`error.${key}.title`)} width="narrow">
      <div className="stack">
        <h1>{text.t(`error.${key}.title`)}</h1>
        <p className="lead">{text.t(`error.${key}.text`)}</p>
        <ButtonLink look="quiet" href="/">
          {text.t('error.home')}
        </ButtonLink>
      </div>
    </ReaderPage>
  );
}

function keyFor(status: number): Worded {
  return worded.find((known) => known === status) ?? (status >= 500 ? 500 : 400);
}

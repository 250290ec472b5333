import type { ReactNode } from 'react';
import { Button } from '../ui/button.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

interface Press {
  action: string;
  label: string;
}

interface Props {
  view: View;
  title: string;
  text: string;
  /** The first is what most have come for; each works without script. */
  presses: Press[];
  /** It was done: read out when it is shown. */
  done?: boolean;
}

/** Where letters can be stopped: opening it changes nothing, since mail programs open links too. */
export function WayOutPage({ view, title, text, presses, done = false }: Props): ReactNode {
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="stack" role={done ? 'status' : undefined}>
        <h1>{title}</h1>
        <p className="lead">{text}</p>
      </div>
      <div className="part stack">
        {presses.map(({ action, label }, index) => (
          <form key={action} method="post" action={action}>
            <Button look={index > 0 || done ? 'quiet' : 'primary'}>{label}</Button>
          </form>
        ))}
      </div>
    </ReaderPage>
  );
}

import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../../site/ui/button.js';
import type { StaffContext } from '../context.js';
import { StaffPage } from '../ui/staff-page.js';

/** Asks once before all parked events are tried again, and says how many there are. */
export function InboxReplayPage({ context, parked }: { context: StaffContext; parked: number }): ReactNode {
  const { t } = context.words;
  const title = t('inbox.replayAll.ask', { count: parked });
  return (
    <StaffPage context={context} title={title} current="nav.inbox" width="narrow">
      <h1>{title}</h1>
      <p>{t('inbox.replayAll.lead')}</p>
      <p className="soft">{t('inbox.replay.note')}</p>
      <form className="form" method="post" action="/staff/inbox/replay">
        <div className="buttons">
          <Button>{t('inbox.replayAll', { count: parked })}</Button>
          <ButtonLink look="plain" href="/staff/inbox?state=parked">
            {t('inbox.replayAll.back')}
          </ButtonLink>
        </div>
      </form>
    </StaffPage>
  );
}

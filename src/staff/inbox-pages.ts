import { Injectable } from '@nestjs/common';
import { Inbox } from '../payments/inbox/inbox.service.js';
import type { InboxEntry } from '../payments/inbox/inbox-desk.js';
import type { EventState } from '../payments/inbox/stripe-event.js';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './queries/paging.js';

interface Asked {
  state?: EventState;
  query?: string;
  cursor?: string;
}

/** The inbox by pages. */
@Injectable()
export class InboxPages {
  constructor(private readonly inbox: Inbox) {}

  async counts(): Promise<Record<EventState, number>> {
    return (await this.inbox.counts()).byState;
  }

  async page({ state, query, cursor }: Asked): Promise<Page<InboxEntry>> {
    const [before] = afterCursor(cursor, ['number']);
    const place = typeof before === 'number' ? before : null;
    const about = query?.trim() || null;
    const rows = await this.inbox.list({ state: state ?? null, about, before: place, limit: PAGE_SIZE + 1 });
    return pageOf(rows, ({ seq }) => [seq]);
  }
}

import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { Settings } from '../../config/settings.js';
import type { ReceivedEvent } from '../inbox/received-event.js';
import { readEnvelope } from './read-envelope.js';
import { StripeApi } from './stripe-api.js';
import { StripeRefused } from './stripe-refused.js';

/** Stripe's most for one page. */
const PAGE = 100;

export interface EventPage {
  /** Oldest first. */
  events: ReceivedEvent[];
  /** Whether there are more in the direction that was asked for. */
  more: boolean;
}

/** Stripe's own list of events, which goes back 30 days. Times are compared by the second, as Stripe keeps them. */
@Injectable()
export class EventPages {
  constructor(
    private readonly api: StripeApi,
    private readonly settings: Settings,
  ) {}

  /** The newest of those since an instant; `more` are older. */
  async newestSince(types: string[], from: Date): Promise<EventPage> {
    return this.list({ types, created: { gte: seconds(from) } });
  }

  /** What came right after an event; null where Stripe does not know that event any more. `more` are newer. */
  async after(types: string[], eventId: string): Promise<EventPage | null> {
    try {
      return await this.list({ types, ending_before: eventId });
    } catch (error) {
      if (error instanceof StripeRefused && error.code === 'resource_missing') return null;
      throw error;
    }
  }

  /** The oldest of those from one instant to another, both included: there must be one. `more` are newer. */
  async oldestBetween(types: string[], from: Date, to: Date): Promise<EventPage> {
    const before = await this.newest(types, { lt: seconds(from) });
    const page = before && (await this.after(types, before.id));
    if (page) return page;
    const second = await this.oldestSecond(types, seconds(from), seconds(to));
    return { events: await this.allWithin(types, { gte: seconds(from), lte: second }), more: true };
  }

  /** Stripe lists from the newest on: some 20 questions by halves find the other end, whatever lies between. */
  private async oldestSecond(types: string[], from: number, to: number): Promise<number> {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (await this.newest(types, { gte: from, lte: middle })) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private async allWithin(types: string[], created: Stripe.RangeQueryParam): Promise<ReceivedEvent[]> {
    const events: ReceivedEvent[] = [];
    for (let more = true; more;) {
      const oldest = events[0]?.id;
      const page = await this.list({ types, created, ...(oldest && { starting_after: oldest }) });
      events.unshift(...page.events);
      more = page.more;
    }
    return events;
  }

  private async newest(types: string[], created: Stripe.RangeQueryParam): Promise<{ id: string } | null> {
    const { data } = await this.api.ask((stripe) => stripe.events.list({ types, created, limit: 1 }));
    return data[0] ?? null;
  }

  private async list(params: Stripe.EventListParams): Promise<EventPage> {
    const { data, has_more: more } = await this.api.ask((stripe) =>
      stripe.events.list({ ...params, limit: PAGE }),
    );
    const encoder = new TextEncoder();
    const events = data.map((event) =>
      readEnvelope(encoder.encode(JSON.stringify(event)), this.settings.livemode),
    );
    return { events: events.toReversed(), more };
  }
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

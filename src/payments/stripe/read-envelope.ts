import type { ReceivedEvent } from '../inbox/received-event.js';
import { isNeeded } from './event-types.js';
import { instant } from './values.js';

/** The body is signed and yet no event: something is wrong with the sender. */
export class UnreadableEvent extends Error {}

interface Envelope {
  object?: unknown;
  id?: unknown;
  type?: unknown;
  created?: unknown;
  livemode?: unknown;
  api_version?: unknown;
  data?: { object?: { id?: unknown } };
}

/**
 * The outside of an event: enough to store it. What is in it never makes it refused.
 * @throws UnreadableEvent
 */
export function readEnvelope(body: Uint8Array, livemode: boolean): ReceivedEvent {
  const payload = new TextDecoder().decode(body);
  const event = parse(payload);
  const { id, type } = event;
  const created =
    typeof event.created === 'number' ? instant(event.created) : new Date(String(event.created));
  if (typeof id !== 'string' || !id || typeof type !== 'string' || Number.isNaN(created.getTime()))
    throw new UnreadableEvent('the body is not an event');
  const objectId = event.data?.object?.id;
  return {
    id,
    type,
    objectId: typeof objectId === 'string' ? objectId : null,
    apiVersion: typeof event.api_version === 'string' ? event.api_version : null,
    livemode: event.livemode === true,
    created,
    payload: storable(payload, event),
    ignored: whyIgnored(event, type, livemode),
  };
}

function parse(payload: string): Envelope {
  try {
    const event: unknown = JSON.parse(payload);
    if (event !== null && typeof event === 'object') return event;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UnreadableEvent('the body is not a JSON object');
}

function whyIgnored(event: Envelope, type: string, livemode: boolean): string | null {
  if (event.object !== 'event') return 'a thin event: this endpoint is for snapshot events';
  if ((event.livemode === true) !== livemode) return livemode ? 'sent in test mode' : 'sent in live mode';
  return isNeeded(type) ? null : 'of a type that nothing here depends on';
}

/** PostgreSQL's jsonb takes neither U+0000 nor half a surrogate pair, both of which JSON may hold. */
function storable(payload: string, event: Envelope): string {
  if (!/\\u(0000|d[89a-f])/i.test(payload)) return payload;
  return JSON.stringify(event, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : value,
  );
}

import { readSessionEvent } from '../stripe/read-session-event.js';
import type { DueEvent } from './due-events.js';
import type { Finding } from './finding.js';

/** Looks into `checkout.session.*`: nothing need be asked. */
export function lookIntoPage({ type, object, created }: DueEvent): Finding {
  const reading = readSessionEvent(type, object, created);
  if (!('not' in reading)) return { facts: [reading] };
  if (reading.not === 'ours') return { foreign: 'a page that was not opened here' };
  return { ignored: 'of a type that nothing here depends on' };
}

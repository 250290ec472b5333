import type { Fact } from '../facts.js';
import type { DueEvent } from './due-events.js';

/** What looking into an event came to. */
export type Finding = { facts: Fact[] } | { ignored: string } | { foreign: string };

export interface Found {
  event: DueEvent;
  finding: Finding;
}

import { integer, object, text } from '../http/params.js';
import type { FormTree } from '../http/form.js';
import { MAX_SEED, share } from './params.js';

/** What goes wrong with requests to the API. */
export interface FaultSettings {
  /** How long every answer takes, in ms. */
  latency: number;
  /** The share of requests that is refused with 429 and `Retry-After`, before anything is done. */
  tooMany: number;
  /** The share that fails with 500, before anything is done. */
  broken: number;
  /** The share whose connection is cut: half of them before, half after what was asked for was done. */
  cut: number;
  /** Only requests whose path begins so, for example `/v1/checkout`. */
  paths: string;
  seed: number;
}

export const NO_FAULTS: FaultSettings = {
  latency: 0,
  tooMany: 0,
  broken: 0,
  cut: 0,
  paths: '/v1',
  seed: 1,
};

const MAX_LATENCY_MS = 120_000;

const params = object({
  latency: integer(0, MAX_LATENCY_MS),
  tooMany: share,
  broken: share,
  cut: share,
  paths: text(200),
  seed: integer(0, MAX_SEED),
});

/** What is left out is not wrong: `{}` ends all faults. */
export function faultSettings(given: FormTree): FaultSettings {
  return { ...NO_FAULTS, ...params(given, '') };
}

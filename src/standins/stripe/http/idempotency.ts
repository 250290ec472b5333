import { createHash } from 'node:crypto';
import type { StoredResponse } from '../store/notes.js';
import type { World } from '../world.js';
import { ApiError, badParameter } from './errors.js';

const KEPT_SECONDS = 24 * 3600;
const MAX_KEY_LENGTH = 255;

/** Keys whose first request is still being worked on. */
export class IdempotencyLocks {
  private readonly held = new Set<string>();

  /** Two requests with one key at once: the second one is refused and may try again. */
  acquire(key: string): () => void {
    if (key.length > MAX_KEY_LENGTH) {
      throw badParameter(
        `Idempotency keys may be at most ${MAX_KEY_LENGTH} characters long.`,
        'Idempotency-Key',
      );
    }
    if (this.held.has(key)) throw inUse(key);
    this.held.add(key);
    return () => {
      this.held.delete(key);
    };
  }
}

export function fingerprint(method: string, path: string, params: string): string {
  return createHash('sha256').update(`${method} ${path}\n${params}`).digest('base64url');
}

/** The answer that the key was given before, if any; another request under the same key is refused. */
export function earlierResponse(
  world: World,
  key: string,
  print: string,
  path: string,
): StoredResponse | null {
  const stored = world.find('stored_response', key);
  if (!stored || stored.created < world.now() - KEPT_SECONDS) return null;
  if (stored.fingerprint === print) return stored;
  throw new ApiError(400, {
    type: 'idempotency_error',
    message:
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ` +
      `Try using a key other than '${key}' if you meant to execute a different request (${path}).`,
  });
}

export function forgetOldResponses(world: World): void {
  const limit = world.now() - KEPT_SECONDS;
  for (const { id, created } of world.store.table('stored_response').after()) {
    if (created >= limit) break;
    world.store.delete('stored_response', id);
  }
}

function inUse(key: string): ApiError {
  return new ApiError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message:
      `There is currently another in-progress request using this Idempotency Key (that probably means you ` +
      `submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}

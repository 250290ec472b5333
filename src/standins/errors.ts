/** Why nothing can be started, in words for whoever typed the command. */
export class CannotStart extends Error {}

/** The `code` of one of Node's system errors (`ENOENT`), or an empty text for any other error. */
export function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

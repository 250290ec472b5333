/** The `code` of one of Node's system errors (`ENOENT`), or an empty text for any other error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

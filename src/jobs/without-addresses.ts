/** An error's text for logs and job records: e-mail addresses and long tokens are not theirs to keep. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g, '(address)').replace(/[\w-]{40,}/g, '(token)');
}

export function describeError(error: unknown): string {
  return withoutAddresses(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

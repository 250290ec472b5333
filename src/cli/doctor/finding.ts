/** What looking at one thing came to, in a reader's words; `ok: null` is worth knowing and nothing to do. */
export interface Finding {
  what: string;
  ok: boolean | null;
  says: string;
}

export const ok = (what: string, says: string): Finding => ({ what, ok: true, says });
export const note = (what: string, says: string): Finding => ({ what, ok: null, says });
export const wrong = (what: string, says: string): Finding => ({ what, ok: false, says });

/** A thing that could not even be looked at is wrong, and holds nothing else up. */
export async function looked(what: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [wrong(what, `could not be looked at: ${reasonOf(error)}`)];
  }
}

/** Without what a server quotes of what it was sent: names of errors and codes only. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.message.slice(0, 200);
}

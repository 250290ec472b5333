/** The header lines of an e-mail as it went over the wire, unfolded, by their names in small letters. */
export async function headersOf(mailboxUrl: string, id: string): Promise<Record<string, string>> {
  const source = await (await fetch(`${mailboxUrl}/messages/${id}/source`)).text();
  const [head = ''] = source.split(/\r?\n\r?\n/, 1);
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}

/** Where a mail program posts to at one click (RFC 8058). */
export async function oneClickLink(mailboxUrl: string, id: string): Promise<string> {
  const headers = await headersOf(mailboxUrl, id);
  if (headers['list-unsubscribe-post'] !== 'List-Unsubscribe=One-Click') throw new Error('no one-click');
  const link = /^<(\S+)>$/.exec(headers['list-unsubscribe'] ?? '')?.[1];
  if (!link) throw new Error(`no link: ${headers['list-unsubscribe']}`);
  return link;
}

interface SmtpError {
  responseCode?: unknown;
  code?: unknown;
  command?: unknown;
  response?: unknown;
}

/** SMTP's 5xx to this address or this text (RFC 5321 4.2.1) stays; a refused password may be mended meanwhile. */
export function isPermanent(error: unknown): boolean {
  const { responseCode, code } = error as SmtpError;
  return (
    typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH' && code !== 'ECONNECTION'
  );
}

/** Whether it is the recipient's address that takes no mail, and not us or what we write that is refused. */
export function isAboutRecipient(error: unknown): boolean {
  const { command, response } = error as SmtpError;
  // The enhanced code says whose fault it is (RFC 3463): 5.1.x the address, 5.2.x the mailbox.
  return isPermanent(error) && (command === 'RCPT TO' || /^5\d\d[ -]5\.[12]\./.test(String(response ?? '')));
}

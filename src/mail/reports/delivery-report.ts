/** What a mail server says became of an e-mail that it had taken. */
export interface DeliveryReport {
  /** The e-mails' Message-IDs without angle brackets. */
  messageIds: string[];
  /** For good: it will not be tried again. */
  failed: boolean;
  /** In the mail server's words; may hold addresses. */
  reason: string;
}

/** An enhanced status code (RFC 3463); 5 in front stands for good. */
export function isFailure(action: string | undefined, status: string | undefined): boolean {
  return action?.toLowerCase() === 'failed' && (status === undefined || status.startsWith('5'));
}

/** One person, one address: trimmed, NFC, lower case. Dots and +tags are kept, they may be different people. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

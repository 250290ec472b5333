/** What an account with cards and direct debits lets a payer choose from; a debit by SEPA is in euro. */
export function methodTypes(
  currency: string,
  allowed: readonly string[] | null = null,
  excluded: readonly string[] | null = null,
): string[] {
  const offered = currency === 'eur' ? ['card', 'sepa_debit'] : ['card'];
  return offered.filter((one) => (allowed?.includes(one) ?? true) && !excluded?.includes(one));
}

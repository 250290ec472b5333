/** Stripe gives an id, or the whole object where it was expanded. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

/** Stripe's time stamps are seconds. */
export function instant(seconds: number): Date;
export function instant(seconds: number | null | undefined): Date | null;
export function instant(seconds: number | null | undefined): Date | null {
  return seconds == null ? null : new Date(seconds * 1000);
}

/** Milliseconds. */
export const DAY = 864e5;

/** What the page says of itself, on the banner or on anything around it. */
export function said(at: Element, name: string): string {
  return at.closest(`[${name}]`)?.getAttribute(name) ?? '';
}

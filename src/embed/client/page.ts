/** Milliseconds. */
export const DAY = 864e5;

/** What the page says of itself, on the banner or on anything around it. */
export function said(at: Element, name: string): string {
  return at.closest(`[${name}]`)?.getAttribute(name) ?? '';
}

/** When the reader first could see it. */
export function onceSeen(at: Element, act: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    act();
  });
  // The bar at the bottom lies over the page, wherever its element stands.
  observer.observe(at.shadowRoot?.querySelector('.frame') ?? at);
}

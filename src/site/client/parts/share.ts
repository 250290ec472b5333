/** Where the browser can: copies a link by a press, and opens the system's own sheet. */
export function followShareButtons(): void {
  for (const buttons of document.querySelectorAll<HTMLElement>('[data-share-url]')) {
    const { shareUrl: url = '', shareTitle: title = '' } = buttons.dataset;
    const copy = buttons.querySelector<HTMLButtonElement>('[data-share="copy"]');
    const system = buttons.querySelector<HTMLButtonElement>('[data-share="system"]');
    if (!copy || !system || !('clipboard' in navigator)) continue;
    copy.dataset.ready = '';
    copy.addEventListener('click', () => void copyFrom(copy, url));
    if (!('share' in navigator)) continue;
    system.dataset.ready = '';
    // Whoever closes the sheet has changed their mind: that is no error.
    system.addEventListener('click', () => void navigator.share({ url, title }).catch(() => undefined));
  }
}

async function copyFrom(button: HTMLButtonElement, url: string): Promise<void> {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(url);
    button.textContent = button.dataset.done ?? before;
  } catch {
    // It may be forbidden: the field below holds the link as well.
    button.closest('.share')?.querySelector<HTMLInputElement>('input')?.focus();
  }
}

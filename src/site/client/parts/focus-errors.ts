/** `autofocus` does it alone in most browsers; some leave it where a link pointed. */
export function focusErrors(): void {
  const summary = document.querySelector<HTMLElement>('[data-error-summary]');
  summary?.focus();
}

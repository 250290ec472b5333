/** A link that is there to be copied is copied whole. */
export function selectOnFocus(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('[data-select-all]'))
    input.addEventListener('focus', () => input.select());
}

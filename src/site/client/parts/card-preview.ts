/** Long enough not to ask for each letter. */
const PAUSE_MS = 500;

/** While the card is shown, it is drawn again as its words change. The server draws it: it knows what fits. */
export function followCardPreview(): void {
  const form = document.querySelector('[data-card-preview]')?.closest('form');
  // A row's card among many is asked for row by row.
  if (!form || 'giftRows' in form.dataset) return;
  let timer: number | undefined;
  let asked = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      asked += 1;
      const turn = asked;
      void draw(form, () => turn === asked);
    }, PAUSE_MS);
  });
}

/** Answers that another has overtaken are let go. A preview that cannot be drawn stays as it was. */
async function draw(form: HTMLFormElement, isLatest: () => boolean): Promise<void> {
  // Its buttons are called “action”, and hide the property of that name.
  const address = form.getAttribute('action') ?? '';
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  body.set('action', 'preview');
  const answer = await fetch(address, { method: 'POST', body }).catch(() => null);
  if (!answer?.ok || !isLatest()) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('[data-card-preview], [data-gift-preview]:not([hidden])');
  const shown = document.querySelector('[data-card-preview]');
  if (!fresh || !isLatest()) return;
  fresh.removeAttribute('autofocus');
  shown?.replaceWith(fresh);
}

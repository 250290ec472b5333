/** Lets the preview of the e-mail follow what is typed; the button that asks for it then only leads there. */
export function followGiftPreview(): void {
  const preview = document.querySelector<HTMLElement>('[data-gift-preview]');
  const form = preview?.closest('form');
  if (!preview || !form) return;
  const update = (): void => fill(preview, new FormData(form));
  form.addEventListener('input', update);
  const button = form.querySelector<HTMLButtonElement>('button[value="preview"]');
  button?.addEventListener('click', (event) => {
    // The card is drawn by the server.
    if (isHandedOn(form)) return;
    event.preventDefault();
    update();
    preview.hidden = false;
    preview.focus();
    preview.scrollIntoView({ block: 'nearest' });
  });
}

function isHandedOn(form: HTMLFormElement): boolean {
  return new FormData(form).get('way') === 'self';
}

function fill(preview: HTMLElement, form: FormData): void {
  const typed = (name: string): string => String(form.get(name) ?? '').trim();
  const {
    someone = '',
    subject = '',
    hello = '',
    helloNobody = '',
    headline = '',
    bodies = '{}',
  } = preview.dataset;
  const giver = typed('giverName') || someone;
  const body = (JSON.parse(bodies) as Record<string, string>)[typed('term')];
  write(
    preview,
    'subject',
    subject.replace('{}', () => giver),
  );
  write(
    preview,
    'headline',
    headline.replace('{}', () => giver),
  );
  write(
    preview,
    'hello',
    typed('recipientName') ? hello.replace('{}', () => typed('recipientName')) : helloNobody,
  );
  if (body)
    write(
      preview,
      'body',
      body.replace('{}', () => giver),
    );
  write(preview, 'message', typed('message'));
  write(preview, 'leaves', whenItLeaves(preview, typed('when') === 'date' ? typed('deliverOn') : ''));
  const address = typed('recipientEmail').toLowerCase();
  const isOwn = address !== '' && address === typed('giverEmail').toLowerCase();
  write(preview, 'own', isOwn ? (preview.dataset.own ?? '') : '');
}

function whenItLeaves({ dataset }: HTMLElement, day: string): string {
  const { today, leavesNow = '', leavesDay = '' } = dataset;
  const { lang } = document.documentElement;
  const locale = lang === 'en' ? 'en-GB' : lang;
  const words = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return day && day !== today
    ? leavesDay.replace('{}', new Date(day).toLocaleDateString(locale, words))
    : leavesNow;
}

function write(preview: HTMLElement, name: string, text: string): void {
  const part = preview.querySelector<HTMLElement>(`[data-preview="${name}"]`);
  if (!part) return;
  part.textContent = text;
  part.hidden = text === '';
}

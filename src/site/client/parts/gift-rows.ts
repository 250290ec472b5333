import { amountWords } from '../../../embed/client/amounts.js';

const ROWS_AT_A_TIME = 5;
const MOST_ROWS = 500;
/** A long list is not counted for each letter. */
const PAUSE_MS = 150;

/** The list of many gifts: the sum follows what is typed, and more rows need no other page. */
export function followGiftRows(): void {
  const form = document.querySelector<HTMLFormElement>('[data-gift-rows]');
  const sum = form?.querySelector<HTMLElement>('[data-sum]');
  if (!form || !sum) return;
  let timer: number | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => showSum(form, sum), PAUSE_MS);
  });
  // What is paid is what stands there.
  form.addEventListener('submit', () => showSum(form, sum));
  const add = form.querySelector<HTMLButtonElement>('button[value="add"]');
  add?.addEventListener('click', (event) => {
    event.preventDefault();
    addRows(form);
  });
}

/** As the server counts it: rows that hold anything, times what one costs. */
function showSum(form: HTMLFormElement, sum: HTMLElement): void {
  const { prices = '{}', words = '', none = '' } = sum.dataset;
  const known = JSON.parse(prices) as Record<string, { amount: number; currency: string }>;
  const price = known[String(new FormData(form).get('term'))];
  const count = [...rowsOf(form)].filter((row) =>
    fieldsOf(row).some(({ value }) => value.trim() !== ''),
  ).length;
  const key = form.querySelector<HTMLInputElement>('[data-sum-key]');
  const isKnown = price !== undefined && count > 0;
  if (key) key.value = isKnown ? `${count} x ${price.amount} ${price.currency}` : '';
  sum.textContent = isKnown ? inWords(words, count, price) : none;
}

function inWords(words: string, count: number, price: { amount: number; currency: string }): string {
  const locale = document.documentElement.lang;
  return words
    .replace('{count}', amountWords(count, locale))
    .replace('{each}', amountWords(price.amount, locale, price.currency))
    .replace('{total}', amountWords(price.amount * count, locale, price.currency));
}

function addRows(form: HTMLFormElement): void {
  const rows = [...rowsOf(form)];
  const last = rows.at(-1);
  if (!last) return;
  const count = Math.min(ROWS_AT_A_TIME, MOST_ROWS - rows.length);
  const added = Array.from({ length: count }, (_, index) =>
    emptyRow(last, rows.length - 1, rows.length + index),
  );
  last.after(...added);
  added[0]?.querySelector('input')?.focus();
}

/** The same fields under the next number, without what they held and what was wrong with it. */
function emptyRow(model: HTMLElement, from: number, place: number): HTMLElement {
  const row = model.cloneNode(true) as HTMLElement;
  row.className = 'row';
  for (const part of row.querySelectorAll('.field__error, .field__hint, .row__actions > *')) part.remove();
  for (const field of fieldsOf(row)) {
    field.name = field.name.replace(`.${from}.`, `.${place}.`);
    field.id = field.id.replace(`-${from}-`, `-${place}-`);
    field.value = '';
    field.defaultValue = '';
    if (field.name.endsWith('.day') && field instanceof HTMLInputElement) field.type = 'date';
    if (field.name.endsWith('.email')) field.placeholder = '';
    for (const name of ['aria-invalid', 'aria-describedby']) field.removeAttribute(name);
  }
  for (const label of row.querySelectorAll('label'))
    label.htmlFor = label.htmlFor.replace(`-${from}-`, `-${place}-`);
  for (const number of row.querySelectorAll('[data-row-number]')) number.textContent = String(place + 1);
  return row;
}

function rowsOf(form: HTMLFormElement): NodeListOf<HTMLElement> {
  return form.querySelectorAll<HTMLElement>('[data-row]');
}

function fieldsOf(row: HTMLElement): (HTMLInputElement | HTMLTextAreaElement)[] {
  return [...row.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
}

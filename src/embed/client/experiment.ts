import { amountWords } from './amounts.js';
import { count } from './beacon.js';
import type { Data, Experiment } from './data.js';
import { element } from './elements.js';
import { onceSeen, said } from './page.js';
import type { Stand } from './rules.js';
import { keepViews, recallViews } from './views.js';

/**
 * Deals this browser a variant and has its words shown. Who cannot be dealt the same one again takes no part, and sees the
 * usual words: without consent, where nothing is kept, or on a page in a language that no variant has words for.
 */
export function takePart(data: Data, experiment: Experiment, stand: Stand): void {
  const { key, variants, currency } = experiment;
  const spoken = said(stand.at, 'lang').slice(0, 2);
  const language = spoken in data.copy ? spoken : 'en';
  const speaks = variants.some(({ copy, amounts }) => amounts ?? copy[language]);
  const variant = key === undefined ? variants[0] : speaks ? dealt(experiment, key, stand) : undefined;
  if (!variant) return;
  data.copy[language] = { ...data.copy[language], ...variant.copy[language] };
  if (variant.amounts) offer(data, variant.amounts, currency, stand);
  if (key === undefined) return;
  data.marks = { experiment: key, variant: variant.key };
  follow(key, variant.key, stand);
}

/** As buttons that lead to the donation's page, which offers the same. */
function offer(data: Data, amounts: number[], currency: string, { at }: Stand): void {
  const sheet = new CSSStyleSheet();
  // Drawn together a little, so that the row fits into the room that the page keeps.
  sheet.replaceSync(`.donate{display:flex;flex-wrap:wrap;align-items:center;gap:.5em;font-size:.9375em}
.donate .amount{flex:none;min-height:2.25em;padding:.3em 1em}
.frame:has(.amount){row-gap:.75em;padding-block:1em}`);
  at.shadowRoot?.adoptedStyleSheets.push(sheet);
  data.amounts = (trail, copy) => {
    const links = amounts.map((amount) => {
      trail.set('amount', `${amount}`);
      const href = `${data.links.donate}?${trail}`;
      const words = amountWords(amount, copy.locale ?? 'en', currency);
      const label = (copy.donateAmount ?? '{}').replace('{}', words);
      return element('a', 'quiet amount', { href, 'aria-label': label }, words);
    });
    // Each link says it in full.
    const row = element('div', 'donate');
    row.append(element('span', '', { 'aria-hidden': 'true' }, copy.orDonate), ...links);
    return [row];
  };
}

function dealt(
  { variants }: Experiment,
  key: string,
  { consent }: Stand,
): Experiment['variants'][number] | undefined {
  const { draw } = recallViews(consent);
  if (!keepViews(consent)) return undefined;
  const all = variants.reduce((sum, { weight }) => sum + weight, 0);
  let place = (mixed(`${draw} ${key}`) / 2 ** 32) * all;
  return variants.find(({ weight }) => (place -= weight) < 0);
}

/** A view counts when the reader sees it, and a press once for each view. */
function follow(experiment: string, variant: string, { at, key, consent, service }: Stand): void {
  const of = { experiment, variant, placement: key };
  onceSeen(at, () => {
    const views = recallViews(consent);
    const isNew = !views.met.includes(experiment);
    if (isNew) views.met = [...views.met, experiment].slice(-100);
    keepViews(consent);
    count(service, of, isNew ? ['readers', 'views'] : ['views']);
  });
  let pressed = false;
  at.shadowRoot?.addEventListener('click', ({ target }) => {
    if (pressed || !(target instanceof Element && target.closest('.buttons a'))) return;
    pressed = true;
    count(service, of, ['presses']);
  });
}

/** A number of 32 bits in which every letter moves every bit (FNV-1a, then the finish of MurmurHash 3). */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

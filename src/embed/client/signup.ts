import type { Copy, Data } from './data.js';
import { element } from './elements.js';

const css = `
:host{--field:#fff;--line:#878175;--bad:#a3231b}
@media (prefers-color-scheme:dark){:host{--field:#1b1b18;--line:#868177;--bad:#ff9d92}}
label,legend,small{unicode-bidi:plaintext}
.signup{align-content:start}
form{display:grid;gap:1em}
fieldset{display:grid;gap:.5em;min-width:0;padding:0;border:0}
legend{margin-bottom:.5em;padding:0;font-weight:600}
.list{display:flex;gap:.75em;align-items:start;min-height:2.75em}
[type=checkbox]{flex:none;width:1.25em;height:1.25em;margin-top:.15em;accent-color:var(--accent)}
.email{display:grid;gap:.4em;font-weight:600;max-width:28em}
[type=email]{min-width:0;min-height:2.875em;padding:.4em .75em;border:1.5px solid var(--line);border-radius:.5em;background:var(--field);color:var(--ink);font:inherit;font-weight:400}
[aria-invalid=true]{border-color:var(--bad)}
.said{min-height:3em;font-weight:600}
.signup .primary{flex:0 1 auto;cursor:pointer;font-family:inherit;font-size:1em}
`;

/** Makes `frame` the sign-up: an address and lists; the answer is said in its place. */
export function fillSignup(frame: HTMLElement, service: string, data: Data, copy: Copy): void {
  const root = frame.getRootNode() as ShadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  frame.lang = copy.locale ?? '';
  frame.setAttribute('aria-label', copy.letters ?? '');
  const form = signupForm(`${service}/api/newsletters/subscriptions`, data, copy);
  frame.replaceChildren(element('p', 'headline', {}, copy.letters), form);
}

function signupForm(address: string, { lists }: Data, copy: Copy): HTMLElement {
  const word = (key: string): string => copy[key] ?? '';
  const form = element('form', '', { novalidate: '' });
  const input = element('input', '', {
    type: 'email',
    name: 'email',
    required: '',
    autocomplete: 'email',
    maxlength: '254',
    'aria-describedby': 'said',
  });
  const label = element('label', 'email', {}, `${word('email')} *`);
  const choices = element('fieldset', '');
  const status = element('p', 'said', { id: 'said', role: 'status' });
  label.append(input);
  choices.append(element('legend', '', {}, word('lists')));
  lists.forEach(({ key, name, description }) => {
    const choice = element('label', 'list');
    const text = element('span', '', {}, name);
    const box = element('input', '', { type: 'checkbox', name: 'lists', value: key });
    // With a single one there is nothing to choose.
    box.checked = lists.length === 1;
    text.append(element('small', '', {}, description));
    choice.append(box, text);
    choices.append(choice);
  });
  const button = element('button', 'primary', { type: 'submit' }, word('subscribe'));
  const foot = element('div', 'buttons');
  foot.append(button, element('small', '', {}, word('required')));
  form.append(choices, label, status, foot);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const say = (key: string): void => {
      status.textContent = word(key);
    };
    const valid = input.checkValidity();
    input.setAttribute('aria-invalid', String(!valid));
    if (!valid) {
      say('invalid');
      return input.focus();
    }
    const filled = new FormData(form);
    if (!filled.has('lists')) return say('none');
    button.disabled = true;
    try {
      const body = new URLSearchParams([...filled] as [string, string][]);
      // The e-mail that it brings speaks as the banner does.
      const headers = { 'accept-language': copy.locale ?? '' };
      const { ok, status: code } = await fetch(address, {
        method: 'POST',
        body,
        headers,
        credentials: 'omit',
      });
      say(ok ? 'sent' : code === 400 ? 'invalid' : 'failed');
      if (ok) form.reset();
    } catch {
      say('failed');
    }
    button.disabled = false;
  });
  return form;
}

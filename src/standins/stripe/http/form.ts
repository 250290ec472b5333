import { badParameter } from './errors.js';

/** `a[b][0]=c` as a tree; lists are trees with numbers for keys, as they are on the wire. */
export interface FormTree {
  [key: string]: FormValue;
}
export type FormValue = string | FormTree;

const MAX_PAIRS = 1000;
const MAX_DEPTH = 8;

/** Decodes `application/x-www-form-urlencoded` with brackets. Too many, too deep or contradicting keys are refused. */
export function decodeForm(text: string): FormTree {
  const tree = emptyTree();
  const pairs = text.split('&').filter(Boolean);
  if (pairs.length > MAX_PAIRS) throw badParameter(`More than ${MAX_PAIRS} parameters.`, '');
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    const name = decodePart(cut < 0 ? pair : pair.slice(0, cut));
    insert(tree, name, cut < 0 ? '' : decodePart(pair.slice(cut + 1)));
  }
  return tree;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badParameter('Invalid request: a parameter is not valid percent-encoded UTF-8.', '');
  }
}

function insert(tree: FormTree, name: string, value: string): void {
  const keys = pathOf(name);
  const last = keys.pop() ?? '';
  let node = tree;
  for (const key of keys) {
    const at = key === '' ? nextIndex(node) : key;
    const child = node[at] ?? emptyTree();
    if (typeof child === 'string') throw contradiction(name);
    node[at] = child;
    node = child;
  }
  const at = last === '' ? nextIndex(node) : last;
  if (typeof node[at] === 'object') throw contradiction(name);
  node[at] = value;
}

/** `a[b][]` → `['a', 'b', '']` */
function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) throw badParameter(`Invalid parameter name: ${name}`, name);
  const inner = [...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '');
  if (inner.length >= MAX_DEPTH) throw badParameter(`Parameters nested too deeply: ${name}`, name);
  return [match[1] ?? '', ...inner];
}

function nextIndex(node: FormTree): string {
  return String(Object.keys(node).length);
}

function contradiction(name: string): Error {
  return badParameter(`Invalid ${name}: given both as a value and as a hash.`, name);
}

/** Without a prototype, so that a parameter called `__proto__` is only a parameter. */
function emptyTree(): FormTree {
  return Object.create(null) as FormTree;
}

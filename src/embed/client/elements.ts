/** Made piece by piece: pages that demand Trusted Types refuse markup from strings. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  attributes: Record<string, string> = {},
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

type Shape = [name: string, attributes: Record<string, string>, text?: string];

/** A small drawing; without a label it is decoration. */
export function picture(viewBox: string, shapes: Shape[], label?: string): SVGElement {
  const svg = drawn([
    'svg',
    { viewBox, ...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }) },
  ]);
  svg.append(...shapes.map(drawn));
  return svg;
}

function drawn([name, attributes, text = '']: Shape): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

type Rgb = [number, number, number];

/** The papers of the light and the dark scheme, as in `tokens.css`. */
const papers = { light: '#f3efe6', dark: '#242420' };
const inks = { light: '#ffffff', dark: '#0b1c17' };

/** WCAG 2.2 AA for text. */
const CONTRAST = 4.5;

interface Accent {
  accent: string;
  onAccent: string;
}

/** A newsroom's colour for both schemes, made darker or lighter until it can be read on their paper. */
export function accentFor(colour: string): { light: Accent; dark: Accent } {
  return {
    light: { accent: readableOn(papers.light, colour, '#000000'), onAccent: inks.light },
    dark: { accent: readableOn(papers.dark, colour, '#ffffff'), onAccent: inks.dark },
  };
}

/** The style sheet that puts it on the pages. */
export function accentSheet(colour: string): string {
  const { light, dark } = accentFor(colour);
  const rule = ({ accent, onAccent }: Accent): string =>
    `:root{--accent:${accent};--on-accent:${onAccent};--thousandfold-accent:${light.accent};--thousandfold-accent-dark:${dark.accent}}`;
  return `${rule(light)}@media (prefers-color-scheme:dark){${rule(dark)}}`;
}

/** From 1 to 21, after WCAG 2.2. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(rgb(one)), luminance(rgb(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function readableOn(paper: string, colour: string, toward: string): string {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, toward, share);
    if (contrast(mixed, paper) >= CONTRAST) return mixed;
  }
  return toward;
}

function mix(one: string, other: string, share: number): string {
  const to = rgb(other);
  const parts = rgb(one).map((part, index) => Math.round(part + ((to[index] ?? 0) - part) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function rgb(colour: string): Rgb {
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

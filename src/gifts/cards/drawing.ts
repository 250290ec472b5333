import type { QrModules } from './qr-code.js';
import type { Style } from './typefaces.js';

/** Colours by what they are for; the newsroom's own is the accent. */
export type Tone = 'ink' | 'soft' | 'accent';

/** Lengths in points, from the top left corner. */
export type Mark =
  | { kind: 'text'; text: string; style: Style; size: number; x: number; baseline: number; tone: Tone }
  | { kind: 'area'; x: number; y: number; width: number; height: number; tone: Tone }
  /** `d` as in SVG. */
  | { kind: 'shape'; d: string; tone: Tone; opacity: number }
  | { kind: 'rule'; x1: number; y1: number; x2: number; y2: number; tone: Tone; dashed?: boolean }
  /** With its quiet zone. */
  | { kind: 'qr'; x: number; y: number; size: number; modules: QrModules };

/** One face of a card. */
export type Drawing = Mark[];

/** What is printed on one side of paper; a face that is turned stands upside down, as folding wants it. */
export interface Sheet {
  width: number;
  height: number;
  faces: { x: number; y: number; turned: boolean; drawing: Drawing }[];
  /** Where to fold or cut. */
  guides: Drawing;
}

/** 210 × 297 mm, and a quarter of it. */
export const A4 = { width: 595.28, height: 841.89 };
export const A6 = { width: 297.64, height: 420.94 };

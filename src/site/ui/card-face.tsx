import type { ReactNode } from 'react';
import { A6, type Drawing, type Mark } from '../../gifts/cards/drawing.js';
import { QUIET_MODULES, stretches } from '../../gifts/cards/qr-code.js';
import type { Newsroom } from '../view.js';

interface Props {
  drawing: Drawing;
  newsroom: Newsroom;
  /** What it is, around the words that stand on it. */
  label: (words: string) => string;
}

/** Paper and ink do not change with the reader's colour scheme. */
const INK = '#1c1b18';
const SOFT = '#57534a';
const HOUSE_COLOUR = '#0a5c4a';

/** One face of a printed card, mark by mark as it is printed. */
export function CardFace({ drawing, newsroom, label }: Props): ReactNode {
  const words = drawing.flatMap((mark) => (mark.kind === 'text' ? mark.text : [])).join(' ');
  const colours = { ink: INK, soft: SOFT, accent: newsroom.accent ?? HOUSE_COLOUR };
  return (
    <svg className="card-face" viewBox={`0 0 ${A6.width} ${A6.height}`} role="img" aria-label={label(words)}>
      {drawing.map((mark, index) => (
        <Drawn key={index} mark={mark} colours={colours} />
      ))}
    </svg>
  );
}

type Colours = Record<'ink' | 'soft' | 'accent', string>;

function Drawn({ mark, colours }: { mark: Mark; colours: Colours }): ReactNode {
  switch (mark.kind) {
    case 'text':
      return (
        <text
          className={`card-face__${mark.style}`}
          x={mark.x}
          y={mark.baseline}
          fontSize={mark.size}
          fill={colours[mark.tone]}
        >
          {mark.text}
        </text>
      );
    case 'area':
      return <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} fill={colours[mark.tone]} />;
    case 'shape':
      return <path d={mark.d} fill={colours[mark.tone]} fillOpacity={mark.opacity} />;
    case 'rule':
      return (
        <line
          x1={mark.x1}
          y1={mark.y1}
          x2={mark.x2}
          y2={mark.y2}
          stroke={colours[mark.tone]}
          strokeWidth={0.6}
        />
      );
    case 'qr':
      return <path d={codePath(mark)} fill={colours.ink} />;
  }
}

function codePath({ x, y, size, modules }: Extract<Mark, { kind: 'qr' }>): string {
  const unit = size / (modules.length + 2 * QUIET_MODULES);
  const at = (place: number): number => (place + QUIET_MODULES) * unit;
  const height = unit.toFixed(2);
  const area = (row: number, [from, length]: [number, number]): string =>
    `M${(x + at(from)).toFixed(2)} ${(y + at(row)).toFixed(2)}h${(length * unit).toFixed(2)}v${height}h-${(length * unit).toFixed(2)}z`;
  return modules
    .map((line, row) =>
      stretches(line)
        .map((each) => area(row, each))
        .join(''),
    )
    .join('');
}

import type { ReactNode } from 'react';

const hangers = Array.from({ length: 15 }, (_, index) => 180 + index * 30);

/** An arch bridge over a river; its colours come from the style sheet. */
export function BridgeDrawing({ label }: { label: string }): ReactNode {
  return (
    <svg viewBox="0 0 780 400" role="img" aria-label={label}>
      <rect className="drawing__sky" width="780" height="400" />
      <circle className="drawing__sun" cx="610" cy="96" r="38" />
      <path
        className="drawing__far"
        d="M0 262V218l40-4v-30h34v26l46-6v-44l14-22 14 22v40l52 4v-26h44v30l60-6v-20h36v18l70 6v-34h30v36l64-8v-52l12-20 12 20v50l70 4v-24h40v28l60-4v-18h36v22l46 4v52z"
      />
      <rect className="drawing__water" y="260" width="780" height="140" />
      <g className="drawing__line" strokeWidth="7">
        <path d="M150 238C250 40 530 40 630 238" />
        <path d="M174 238C268 76 512 76 606 238" strokeWidth="3" />
      </g>
      <g className="drawing__line" strokeWidth="2">
        {hangers.map((x) => (
          <path key={x} d={`M${x} 238V${archHeight(x)}`} />
        ))}
      </g>
      <path className="drawing__near" d="M0 232h780v16H0z" />
      <path
        className="drawing__near"
        d="M136 248h44l8 112h-60zM600 248h44l8 112h-60zM372 248h36l5 104h-46z"
      />
      <g className="drawing__line" strokeWidth="2" opacity="0.35">
        <path d="M40 300h90M210 318h120M440 300h140M660 322h90M80 352h60M250 366h170M520 350h110" />
      </g>
    </svg>
  );
}

/** The arch's height over the deck, as a parabola through its ends and its crown. */
function archHeight(x: number): number {
  const fromCrown = (x - 390) / 240;
  return Math.round(90 + 148 * fromCrown ** 2);
}

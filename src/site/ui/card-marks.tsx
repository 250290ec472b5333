import type { ReactNode } from 'react';

/** The cards that are taken, drawn plainly: each a small picture with its name. */
export function CardMarks({ label }: { label: string }): ReactNode {
  return (
    <ul className="card-marks" aria-label={label}>
      <li>
        <Mark name="Visa" ground="#ffffff">
          <text x="21" y="19" textAnchor="middle" fontSize="13" fontStyle="italic" fill="#1a3a8f">
            VISA
          </text>
        </Mark>
      </li>
      <li>
        <Mark name="Mastercard" ground="#ffffff">
          <circle cx="17" cy="14" r="7.5" fill="#d8232a" />
          <circle cx="25" cy="14" r="7.5" fill="#f2a01e" />
          <path d="M21 7.7a7.5 7.5 0 0 1 0 12.6 7.5 7.5 0 0 1 0-12.6z" fill="#ee6a23" />
        </Mark>
      </li>
      <li>
        <Mark name="American Express" ground="#1f6fb8">
          <text x="21" y="18" textAnchor="middle" fontSize="9.5" letterSpacing="0.4" fill="#ffffff">
            AMEX
          </text>
        </Mark>
      </li>
    </ul>
  );
}

function Mark(props: { name: string; ground: string; children: ReactNode }): ReactNode {
  return (
    <svg
      viewBox="0 0 42 28"
      role="img"
      aria-label={props.name}
      fontFamily="Inter, Arial, sans-serif"
      fontWeight="800"
    >
      <rect x="0.5" y="0.5" width="41" height="27" rx="4" fill={props.ground} stroke="#b9b4a8" />
      {props.children}
    </svg>
  );
}

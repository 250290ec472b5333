import type { CSSProperties } from 'react';

const serif = '"Source Serif 4", Georgia, "Times New Roman", serif';
const sans = 'Inter, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif';

/** The site's ink, paper and accent, spelled out: mail programs know neither variables nor our fonts. */
const ink = '#1c1b18';
const quiet = '#57534a';
const paper = '#fdfcf9';
const line = '#dfdacf';
const accent = '#0a5c4a';

const text: CSSProperties = {
  color: ink,
  fontFamily: sans,
  fontSize: 16,
  lineHeight: '26px',
  margin: '0 0 16px',
};

export const style = {
  body: { backgroundColor: paper, margin: 0, padding: '32px 0' },
  container: { maxWidth: 560, padding: '0 24px' },
  newsroom: { ...text, fontFamily: serif, fontSize: 18, fontWeight: 600, margin: '0 0 12px' },
  rule: { borderColor: line, borderStyle: 'solid', borderWidth: '1px 0 0', margin: '0 0 32px' },
  headline: {
    ...text,
    fontFamily: serif,
    fontSize: 32,
    fontWeight: 600,
    lineHeight: '38px',
    margin: '0 0 20px',
  },
  text,
  quiet: { ...text, color: quiet, fontSize: 14, lineHeight: '22px' },
  quote: {
    ...text,
    borderLeft: `3px solid ${accent}`,
    fontFamily: serif,
    fontSize: 20,
    lineHeight: '30px',
    margin: '8px 0 24px',
    padding: '2px 0 2px 16px',
  },
  button: {
    backgroundColor: accent,
    borderRadius: 24,
    color: '#ffffff',
    display: 'inline-block',
    fontFamily: sans,
    fontSize: 16,
    fontWeight: 600,
    padding: '14px 24px',
    textDecoration: 'none',
  },
  address: { color: quiet, overflowWrap: 'anywhere' },
} satisfies Record<string, CSSProperties>;

/** Where a mail program follows the reader's dark scheme. */
export const darkScheme = `
@media (prefers-color-scheme: dark) {
  .paper, .paper td { background-color: #161614 !important; }
  .ink { color: #ece9e2 !important; }
  .quiet, .quiet a { color: #aca79c !important; }
  .rule { border-color: #3a3934 !important; }
}`;

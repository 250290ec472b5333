/**
 * A day as people and spreadsheets write it, as `2026-12-24`: `24.12.2026`, `24/12/26`, `12/24/2026`, `2026-12-24T00:00`.
 * What is not understood, or could be two days (`3/4/2026`), stays as it was written, to be asked about.
 */
export function writtenDay(text: string): string {
  const written = text.trim();
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(written);
  if (iso) return day(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{1,2})[.](\d{1,2})[.](\d{4}|\d{2})\.?$/.exec(written);
  if (dotted) return day(dotted[3], dotted[2], dotted[1]);
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(written);
  if (!slashed) return written;
  const [first, second] = [Number(slashed[1]), Number(slashed[2])];
  if (first > 12 || first === second) return day(slashed[3], slashed[2], slashed[1]);
  return second > 12 ? day(slashed[3], slashed[1], slashed[2]) : written;
}

/** Whether it was meant to be one. */
export function looksLikeDay(text: string): boolean {
  return /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\.?(?:[T ][\d:.]+Z?)?$/.test(text.trim());
}

function day(year = '', month = '', date = ''): string {
  const fullYear = year.length === 2 ? `20${year}` : year;
  return `${fullYear}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

import qrcode from 'qrcode-generator';

/** Dark modules of a QR code, row by row, without the quiet zone. */
export type QrModules = boolean[][];

/** Cameras need four light modules on each side. */
export const QUIET_MODULES = 4;

/** Up to 15 % of it may be stained or creased. */
export function qrModules(text: string): QrModules {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (__, column) => code.isDark(row, column)),
  );
}

/** Where dark modules begin, and how many there are in a row. */
export function stretches(line: boolean[]): [from: number, length: number][] {
  const found: [number, number][] = [];
  for (const [place, isDark] of line.entries()) {
    const last = found.at(-1);
    if (!isDark) continue;
    if (last && last[0] + last[1] === place) last[1] += 1;
    else found.push([place, 1]);
  }
  return found;
}

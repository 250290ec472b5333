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

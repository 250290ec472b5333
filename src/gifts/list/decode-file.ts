/** Why a file is no list: an Excel workbook, or nothing that is text. */
export type FileFault = 'workbook' | 'not text';

const UTF16_LITTLE = Buffer.from([0xff, 0xfe]);
const UTF16_BIG = Buffer.from([0xfe, 0xff]);
/** How zip archives begin, and with them Excel's workbooks; and how its old ones do. */
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** The text of a list as spreadsheets save it: UTF-8, UTF-16, or the code page of a Windows in Ukraine or in the West. */
export function decodeFile(bytes: Buffer): { text: string } | { fault: FileFault } {
  if (startsWith(bytes, ZIP) || startsWith(bytes, OLD_WORKBOOK)) return { fault: 'workbook' };
  const text = decode(bytes);
  return text.includes('\0') ? { fault: 'not text' } : { text };
}

function decode(bytes: Buffer): string {
  if (startsWith(bytes, UTF16_LITTLE)) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, UTF16_BIG)) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(looksCyrillic(bytes) ? 'windows-1251' : 'windows-1252').decode(bytes);
  }
}

/** Cyrillic words are letters beyond ASCII side by side; in Western ones they stand alone. */
function looksCyrillic(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const letters = text.match(/[\xa1-\xff]/g)?.length ?? 0;
  const inRows = (text.match(/[\xa1-\xff]{2,}/g) ?? []).join('').length;
  return inRows * 2 > letters;
}

function startsWith(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning);
}

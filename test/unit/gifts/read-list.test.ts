import fc from 'fast-check';
import { decodeFile } from '../../../src/gifts/list/decode-file.js';
import { readList } from '../../../src/gifts/list/read-list.js';
import { writtenDay } from '../../../src/gifts/list/written-day.js';

const person = (name: string, email: string, message = '', day = '') => ({ name, email, message, day });

describe('a list of people', () => {
  it.each<[string, string, object[]]>([
    [
      'commas',
      'Olena, olena@example.org, Happy birthday!, 2026-12-24\nMax, max@example.org',
      [
        person('Olena', 'olena@example.org', 'Happy birthday!', '2026-12-24'),
        person('Max', 'max@example.org'),
      ],
    ],
    [
      'commas in a message that nobody quoted',
      'Olena, olena@example.org, Happy, happy birthday!, 24.12.2026',
      [person('Olena', 'olena@example.org', 'Happy, happy birthday!', '2026-12-24')],
    ],
    [
      'semicolons, as a spreadsheet in Ukraine saves them',
      '\uFEFFІм’я;Пошта;Повідомлення;Дата\r\nОлена;olena@example.org;"Вітаю; з роками, мудрість";24.12.2026\r\n',
      [person('Олена', 'olena@example.org', 'Вітаю; з роками, мудрість', '2026-12-24')],
    ],
    [
      'tabs, as they are copied out of one',
      'E-mail\tFirst name\tLast name\tCompany\nann@example.org\tAnn\tArcher\tACME\n',
      [person('Ann Archer', 'ann@example.org')],
    ],
    [
      'a line break within quotes',
      'name,email,message\nAnn,ann@example.org,"One\nTwo ""three"""',
      [person('Ann', 'ann@example.org', 'One\nTwo "three"')],
    ],
    [
      'addresses alone, and as mail programs copy them',
      'ann@example.org\nBen Baker <ben@example.org>\n',
      [person('', 'ann@example.org'), person('Ben Baker', 'ben@example.org')],
    ],
    [
      'addresses side by side',
      'Ann <ann@example.org>; "Baker, Ben" <ben@example.org>; cleo@example.org',
      [
        person('Ann', 'ann@example.org'),
        person('Baker, Ben', 'ben@example.org'),
        person('', 'cleo@example.org'),
      ],
    ],
    [
      'nobody’s address: cards to hand on',
      'Grandmother\nUncle Joe,,See you at home\nThe Smiths,See you soon',
      [
        person('Grandmother', ''),
        person('Uncle Joe', '', 'See you at home'),
        person('The Smiths', '', 'See you soon'),
      ],
    ],
    [
      'addresses with a slip, which stay where they can be corrected',
      'Olena, olena@, Hi\nMax, max.example.org, Hi\nEve, eve@exam ple.org',
      [
        person('Olena', 'olena@', 'Hi'),
        person('Max', 'max.example.org', 'Hi'),
        person('Eve', 'eve@exam ple.org'),
      ],
    ],
    [
      'a quote that is never closed',
      'Ann,ann@example.org,"Happy\nBen,ben@example.org,Hi',
      [person('Ann', 'ann@example.org', '"Happy'), person('Ben', 'ben@example.org', 'Hi')],
    ],
    [
      'columns that are too few and too many',
      'name,email,message,date\nAnn\nBen,ben@example.org,Hi, there,2026-12-24',
      [person('Ann', ''), person('Ben', 'ben@example.org', 'Hi, there', '2026-12-24')],
    ],
    ['nothing', ' \n\r\n ', []],
  ])('is read with %s', (_name, text, people) => expect(readList(text)).toEqual(people));

  it('loses nobody, whatever else is written', () => {
    const word = fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[@<>"\r\n\t,;]/g, ''));
    const lines = fc.array(fc.tuple(fc.nat(9999), word), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lines, fc.constantFrom(',', ';', '\t'), (people, separator) => {
        const text = people
          .map(([id, words]) => [`N${id}`, `n${id}@example.org`, words].join(separator))
          .join('\n');
        expect(readList(text).map(({ email }) => email)).toEqual(people.map(([id]) => `n${id}@example.org`));
      }),
    );
  });
});

describe('a day', () => {
  it.each([
    ['2026-12-24', '2026-12-24'],
    ['24.12.2026', '2026-12-24'],
    ['1.2.27', '2027-02-01'],
    ['12/24/2026', '2026-12-24'],
    ['24/12/2026', '2026-12-24'],
    ['5/5/2026', '2026-05-05'],
    ['2026-12-24 00:00:00', '2026-12-24'],
    ['3/4/2026', '3/4/2026'],
    ['tomorrow', 'tomorrow'],
    ['2026-02-30', '2026-02-30'],
  ])('written %s is %s', (written, day) => expect(writtenDay(written)).toBe(day));
});

describe('a file', () => {
  const text = 'Їжак,їжак@example.org';
  const windows1251 = Buffer.from([0xaf, 0xe6, 0xe0, 0xea, 0x2c, 0x61, 0x40, 0x62, 0x2e, 0x63]);

  it.each<[string, Buffer, object]>([
    ['UTF-8', Buffer.from(text), { text }],
    ['UTF-16, as Excel calls Unicode', Buffer.from(`\uFEFF${text}`, 'utf16le'), { text }],
    ['the code page of a Ukrainian Windows', windows1251, { text: 'Їжак,a@b.c' }],
    ['the code page of a Western one', Buffer.from('José,a@b.c', 'latin1'), { text: 'José,a@b.c' }],
    ['a workbook', Buffer.from('PK\u0003\u0004rest'), { fault: 'workbook' }],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), { fault: 'not text' }],
  ])('in %s', (_name, bytes, result) => expect(decodeFile(bytes)).toEqual(result));
});

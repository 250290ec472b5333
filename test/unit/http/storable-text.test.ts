import { unstorable } from '../../../src/http/storable-text.js';

describe('text that cannot be kept', () => {
  it.each<[string, unknown, string[]]>([
    ['none', { a: 'text', b: 5, c: null, d: ['😀', { e: true }] }, []],
    ['a zero byte', { name: 'a\0b' }, ['name']],
    ['half a character, deep inside', { recipients: [{}, { message: '\ud83d' }] }, ['recipients.1.message']],
    ['several', { a: '\0', b: ['\udc00'] }, ['a', 'b.0']],
  ])('%s', (_what, body, paths) => {
    expect(Object.keys(unstorable(body))).toEqual(paths);
  });

  it('is not searched for without end', () => {
    const endless = JSON.parse('['.repeat(30_000) + ']'.repeat(30_000)) as unknown;
    expect(Object.values(unstorable(endless))).toEqual(['This is nested too deeply.']);
  });
});

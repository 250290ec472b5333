import { decodeForm } from '../../../src/standins/stripe/http/form.js';

describe('form decoding', () => {
  it.each([
    ['a=1&b=two+words', { a: '1', b: 'two words' }],
    ['a[b][c]=d', { a: { b: { c: 'd' } } }],
    ['a[0][x]=1&a[1][x]=2', { a: { 0: { x: '1' }, 1: { x: '2' } } }],
    ['a[]=1&a[]=2', { a: { 0: '1', 1: '2' } }],
    ['a%5Bb%5D=%C3%A9', { a: { b: 'é' } }],
    ['a=', { a: '' }],
    ['', {}],
    ['__proto__[x]=1', JSON.parse('{"__proto__":{"x":"1"}}')],
  ])('%s', (text, tree) => {
    expect(JSON.parse(JSON.stringify(decodeForm(text)))).toEqual(tree);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it.each([
    ['a value and a hash', 'a=1&a[b]=2'],
    ['a hash and a value', 'a[b]=2&a=1'],
    ['broken brackets', 'a[b=1'],
    ['broken encoding', 'a=%E0%A4%A'],
    ['too deep a name', `a${'[b]'.repeat(9)}=1`],
    ['too many parameters', 'a[]=1&'.repeat(1001)],
  ])('refuses %s', (_what, text) => {
    expect(() => decodeForm(text)).toThrow(expect.objectContaining({ status: 400 }));
  });
});

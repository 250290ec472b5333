import { hashToken, isId, newId, newToken, sameSecret } from '../../../src/common/ids.js';

describe('ids and secrets', () => {
  it('makes ids that sort by time', () => {
    const ids = Array.from({ length: 50 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isId)).toBe(true);
  });

  it('makes tokens of 256 bits that no two calls share', () => {
    const tokens = new Set(Array.from({ length: 100 }, newToken));
    expect(tokens.size).toBe(100);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('hashes the same token to the same 64 characters', () => {
    expect(hashToken('token')).toBe(hashToken('token'));
    expect(hashToken('token')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('compares secrets of any length', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abc', 'abd')).toBe(false);
    expect(sameSecret('abc', 'abcd')).toBe(false);
    expect(sameSecret('', 'abc')).toBe(false);
  });
});

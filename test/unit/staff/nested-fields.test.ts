import { fieldsOf, nestedUnder } from '../../../src/staff/nested-fields.js';

describe('fields of a form', () => {
  it('become an object, and fields again', () => {
    const fields = { 'copy.met.uk.headline': 'Є!', 'copy.met.en.join': 'Join', other: 'no' };
    const { other, ...copy } = fields;
    expect(other).toBe('no');
    expect(fieldsOf({ copy: nestedUnder(fields, 'copy') })).toEqual(copy);
  });

  it.each([
    'copy.__proto__.stained',
    'copy.constructor.prototype.stained',
    'copy.met.__proto__.stained',
    'copy.__proto__.__proto__.stained',
    'copy.__proto__',
  ])('named %s change no object but their own', (name) => {
    nestedUnder({ [name]: 'yes' }, 'copy');
    expect({}).not.toHaveProperty('stained');
  });

  it('that want to be a text and more at once are no error', () => {
    const both = { 'copy.met': 'text', 'copy.met.en.headline': 'more' };
    expect(nestedUnder(both, 'copy')).toEqual({ met: { en: { headline: 'more' } } });
  });
});

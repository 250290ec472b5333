import { localPath } from '../../../src/accounts/sign-in.service.js';

describe('where a sign-in leads afterwards', () => {
  it.each(['/staff', '/staff/inbox?state=parked', '/gifts/a-token'])('%s is ours', (path) => {
    expect(localPath(path, '/staff')).toBe(path);
  });

  it.each([
    undefined,
    '',
    'staff',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ])('%s is not', (path) => {
    expect(localPath(path, '/staff')).toBe('/staff');
  });
});

import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { loadSettings, Settings } from '../../src/config/settings.js';

describe('.env.example', () => {
  const example = parseEnv(readFileSync('.env.example', 'utf8'));

  it('shows every setting', () => {
    const source = readFileSync('src/config/settings.ts', 'utf8');
    const settings = [...source.matchAll(/^ {2}([A-Z][A-Z_]+)[?:! ]/gm)].map(([, name]) => name);

    expect(settings.length).toBeGreaterThan(15);
    expect(Object.keys(example).sort()).toEqual(settings.sort());
  });

  it('changes nothing when it is used as it is', () => {
    expect(loadSettings(example)).toEqual(new Settings());
  });
});

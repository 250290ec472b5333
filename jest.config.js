/** Tests run as the ES modules that they are; run them with `npm test`, which passes Node the flag this needs. */
export default {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  // Tests wait for databases and browsers more than they compute: two at a time, also on two cores.
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  testTimeout: 60_000,
  // What a file of tests loads is never quite let go: a process that holds too much is replaced between two files.
  workerIdleMemoryLimit: '1GB',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // Relative imports end in `.js`, as Node wants them; on disk they are TypeScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.(ts|tsx|js|mjs)$': '@swc/jest' },
  // These are ES modules that CommonJS packages require: Node can do that, Jest cannot.
  transformIgnorePatterns: ['/node_modules/(?!(cookie|content-disposition)/)'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

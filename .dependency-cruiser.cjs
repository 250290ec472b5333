/**
 * The direction of the house: who may know whom. Never back, no cycles.
 * A module may import itself and what stands in its list.
 */
const base = ['common', 'config', 'database', 'http'];
const mayImport = {
  common: [],
  config: ['common'],
  database: ['common', 'config'],
  http: ['common', 'config', 'database'],
  jobs: base,
  mail: [...base, 'jobs'],
  accounts: [...base, 'jobs', 'mail'],
  payments: [...base, 'jobs', 'mail', 'accounts'],
  campaigns: [...base, 'jobs', 'mail', 'accounts', 'payments'],
  members: [...base, 'jobs', 'mail', 'accounts', 'payments', 'campaigns'],
  gifts: [...base, 'jobs', 'mail', 'accounts', 'payments', 'campaigns', 'members'],
  sharing: base,
  donations: [...base, 'jobs', 'mail', 'accounts', 'payments', 'campaigns', 'members'],
  newsletters: [...base, 'jobs', 'mail', 'accounts'],
  experiments: [...base, 'accounts', 'campaigns'],
  placements: [...base, 'accounts', 'campaigns', 'newsletters', 'experiments'],
  standins: ['common'],
};

const directions = Object.entries(mayImport).map(([module, others]) => ({
  name: `${module}-looks-down-only`,
  severity: 'error',
  // TypeORM wants one list of all entities; that file is the only exception.
  from: { path: `^src/${module}/`, pathNot: '^src/database/entities\\.ts$' },
  to: { path: '^src/', pathNot: `^src/(${[module, ...others].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'stripe-behind-the-gateway',
      comment: 'Features get plain outcomes, never a Stripe object.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(payments/stripe|standins)/' },
      to: { path: '^node_modules/stripe/' },
    },
    {
      name: 'stand-ins-only-from-main',
      comment: 'The service cannot tell a stand-in from the real thing.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(standins/|cli/|main\\.ts)' },
      to: { path: '^src/standins/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|rehearsal)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { InvalidSettings, loadSettings, type Settings } from '../config/settings.js';
import { dataSourceOptions } from '../database/data-source.js';
import { runningDatabase } from '../standins/database/running-database.js';
import { keptEnvironment } from '../standins/kept-environment.js';
import type { Options } from './options.js';
import { checkCampaign, rebuildCampaign } from './campaign-commands.js';
import { catchUp } from './catch-up-command.js';
import { runMigrations } from './migrate-command.js';
import { doctor } from './doctor/doctor-command.js';
import { listPlans, mapPlan, unmapPlan } from './plan-commands.js';
import { reconcile } from './reconcile-command.js';
import { addStaff } from './staff-command.js';
import { UsageError } from './usage-error.js';

/** Prints what it has to say; the exit code says how it went. */
type Command = (
  dataSource: DataSource,
  args: string[],
  settings: Settings,
  options: Options,
) => Promise<number>;

interface Described {
  does: string;
  run: Command;
  /** It opens the database itself, as it has something to say where that fails. */
  connects?: boolean;
}

const commands: Record<string, Described> = {
  'campaigns check': { does: 'SLUG    compare the number with its rows', run: checkCampaign },
  'campaigns rebuild': { does: 'SLUG    write the number anew from its rows', run: rebuildCampaign },
  doctor: {
    does: '[--mend] [--json]    say whether keys, webhook, mail and database are as they should be, or what to do',
    run: doctor,
    connects: true,
  },
  'catch-up': {
    does: "[--since DATE]    bring in the events on Stripe's list that did not come by webhook",
    run: catchUp,
  },
  reconcile: {
    does: '[--since DATE] [--fix]    compare all that Stripe has of ours with what we have',
    run: reconcile,
  },
  'plans list': {
    does: '    the plans, and which prices and products at Stripe are mapped to them',
    run: listPlans,
  },
  'plans map': { does: 'STRIPE_ID PLAN    take in members who pay for that price or product', run: mapPlan },
  'plans unmap': { does: 'STRIPE_ID    take in no more of them', run: unmapPlan },
  'staff add': { does: 'EMAIL ROLE    viewer, editor or administrator', run: addStaff },
  migrate: { does: 'bring the database to the newest schema', run: runMigrations },
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        since: { type: 'string' },
        fix: { type: 'boolean', default: false },
        mend: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const name = Object.keys(commands).find((each) => ` ${positionals.join(' ')} `.startsWith(` ${each} `));
    const command = name === undefined ? undefined : commands[name];
    if (values.help || name === undefined || command === undefined) return usage(values.help ?? false);
    if (existsSync('.env')) process.loadEnvFile('.env');
    const settings = await settingsHere();
    const dataSource = await dataSourceFor(settings);
    if (!command.connects) await connect(dataSource);
    const options = { ...values, fix: values.fix || values.mend };
    try {
      return await command.run(dataSource, positionals.slice(name.split(' ').length), settings, options);
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
    }
  } catch (error) {
    return explain(error);
  }
}

/** Also for the local Stripe and mailbox that `npm start` has started. */
async function settingsHere(): Promise<Settings> {
  const { DATA_DIR } = loadSettings(process.env);
  return loadSettings({ ...(await keptEnvironment(DATA_DIR, process.env)), ...process.env });
}

async function dataSourceFor(settings: Settings): Promise<DataSource> {
  const url = settings.DATABASE_URL ?? (await runningDatabase(settings.DATA_DIR));
  if (!url)
    throw new UsageError('The local database is not running: start it with npm start, or set DATABASE_URL.');
  return new DataSource(dataSourceOptions(url));
}

async function connect(dataSource: DataSource): Promise<void> {
  await dataSource.initialize().catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`The database cannot be reached: ${message || code}`);
  });
}

function usage(asked: boolean): number {
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name} ${does}`);
  console.log(['npm run cli -- COMMAND', '', ...lines].join('\n'));
  return asked ? 0 : 2;
}

/** Always 2: 1 is what a check answers when it worked and found something. */
function explain(error: unknown): number {
  const expected = error instanceof InvalidSettings || error instanceof UsageError || isArgumentError(error);
  console.error(expected ? (error as Error).message : error);
  return 2;
}

function isArgumentError(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS');
}

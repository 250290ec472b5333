import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { Measure, Measurement } from './support/measurement.js';

/** `npm run bench [part …]`: every other file beside this one is a part. Prints tables and writes them as JSON to `bench/results/`. */
const here = new URL('./', import.meta.url);
const parts = (await readdir(here))
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .map((name) => name.replace('.ts', ''));
const asked = process.argv.slice(2);
const results: Record<string, Measurement[]> = {};
for (const name of parts) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name} …`);
  const { measure } = (await import(new URL(`./${name}.ts`, here).href)) as { measure: Measure };
  results[name] = await measure();
  console.table(results[name].map(shown));
}
await keep(results);

function shown({ what, value, unit, beside, target }: Measurement): Record<string, string> {
  return {
    what,
    figure: `${value.toLocaleString('en', { maximumFractionDigits: 2 })} ${unit}`,
    beside: beside ? `${beside.what}: ${Math.round(beside.value).toLocaleString('en')}` : '',
    ratio: beside ? (value / beside.value).toFixed(2) : '',
    target: target ? target.toLocaleString('en') : '',
  };
}

async function keep(results: Record<string, Measurement[]>): Promise<void> {
  const at = new Date().toISOString();
  const folder = new URL('./results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const file = new URL(`${at.replaceAll(':', '-')}.json`, folder);
  const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version };
  await writeFile(file, JSON.stringify({ at, machine, results }, null, 2));
  console.log(`\nwritten to bench/results/${file.pathname.split('/').at(-1)}`);
}

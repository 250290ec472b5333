// Brings a fresh clone to where it can run. Plain JavaScript of the oldest kind that could be asked to.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Right Node.js, packages installed, built. */
export async function prepare() {
  checkNode();
  process.chdir(root);
  if (!isInstalled())
    await step('Installing packages', () => run('npm', ['ci', '--include=dev', '--loglevel=error']));
  const { isBuilt } = await import('./sources.mjs');
  if (!(await isBuilt()))
    await step('Building', () => run(process.execPath, [join(root, 'scripts/build.mjs')]));
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  if (!isEnough) fail(`Thousandfold needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
}

/** npm notes what it has installed; it must be what the lock file asks for. */
function isInstalled() {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = packagesOf(installedFile);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

async function step(name, work) {
  const began = Date.now();
  process.stdout.write(`${name} … `);
  await work();
  console.log(`${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** Shows what the program says only if it fails. */
async function run(program, args) {
  const child = spawn(program, args, {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) =>
    child.once('error', (error) => resolve(error.message)).once('close', resolve),
  );
  if (code !== 0) fail(`\n${output.trim()}\n${[program, ...args].join(' ')} ended with ${code}.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

// What a newcomer does: clones the last commit, types `npm start`, asks for the campaign's number, presses Ctrl-C; twice.
import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './sources.mjs';

const READY = 'Ctrl-C ends it';
const INSTALL_AND_START_MS = 10 * 60_000;

const folder = await mkdtemp(join(tmpdir(), 'thousandfold-fresh-'));
await chmod(folder, 0o755);
const clone = join(folder, 'thousandfold');
try {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone]);
  await checkOnce('First start', 20);
  await checkOnce('Second start', 5);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function checkOnce(name, targetSeconds) {
  const started = startInTerminal();
  try {
    await started.ready;
    const site = /^ {2}Site +(\S+)/m.exec(started.output())[1];
    const answer = await fetch(`${site}/api/campaigns/birthday`);
    const campaign = await answer.json();
    require(answer.status === 200, `The campaign answered ${answer.status}: ${JSON.stringify(campaign)}`);
    const seconds = secondsOf(started.output());
    const { progress, goal } = campaign;
    // Told, not enforced: a busy machine is no fault of the change.
    console.log(
      `${name}: ${seconds.toFixed(1)} s (target ${targetSeconds} s); ${progress.count} of ${goal.target}.`,
    );
  } finally {
    started.interrupt();
  }
  const end = await started.ended;
  // After Ctrl-C npm ends by the signal itself, once the service has ended in order.
  require(end === 0 || end === 'SIGINT', `${name} ended with ${end}:\n${started.output()}`);
}

/** In a process group of its own, because Ctrl-C reaches the whole group: npm, the shell and the service. */
function startInTerminal() {
  const env = { ...process.env, PORT: '0' };
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  const ready = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
        if (output.includes(READY)) resolve();
      });
    void ended.then((end) => reject(new Error(`npm start ended with ${end}:\n${output}`)));
    setTimeout(() => reject(new Error(`npm start is not ready:\n${output}`)), INSTALL_AND_START_MS).unref();
  });
  const interrupt = () => child.exitCode === null && process.kill(-child.pid, 'SIGINT');
  return { ready, ended, interrupt, output: () => output };
}

/** Without the installation, which depends on the network. */
function secondsOf(output) {
  const total = Number(/after ([\d.]+) s/.exec(output)[1]);
  const installing = Number(/^Installing packages … ([\d.]+) s/m.exec(output)?.[1] ?? 0);
  return total - installing;
}

function require(condition, complaint) {
  if (!condition) throw new Error(complaint);
}

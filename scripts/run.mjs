/**
 * The one entry behind `npm start`, `npm test`, `npm run e2e`,
 * `npm run bench` and `npm run mutation` (and behind `yarn start`, … too):
 * provides Node and Yarn, installs what is missing, then hands over to the
 * command.
 *
 *   node scripts/run.mjs start            the portal on http://localhost:3000
 *   node scripts/run.mjs test [paths…]    every test, on SQLite and PostgreSQL
 *   node scripts/run.mjs e2e [files…]     the browser tests against the portal
 *   node scripts/run.mjs bench NAME       a benchmark; its last line is JSON
 *   node scripts/run.mjs mutation         how many changes of the engine go unnoticed
 *   node scripts/run.mjs yarn <args…>     Yarn, with the fitting Node
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { refuseBusyPorts } from './ports.mjs';
import {
  isStopping,
  startProcess,
  stopAll,
  stopOnSignals,
} from './processes.mjs';
import { ensureToolchain } from './toolchain.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What each command needs from its module; the modules need node_modules. */
const commands = {
  start: async args => (await import('./start.mjs')).start(root, args),
  test: async args => (await import('./test.mjs')).test(root, args),
  e2e: async args => (await import('./e2e.mjs')).e2e(root, args),
  bench: async args => (await import('./bench.mjs')).bench(root, args),
  mutation: async args => (await import('./mutation.mjs')).mutation(root, args),
  yarn: async (args, { node, yarn }) =>
    startProcess(node, [yarn, ...args], { cwd: root }).exitCode,
};

async function main([command, ...args]) {
  if (!Object.hasOwn(commands, command ?? '')) {
    throw new Error(
      `Say which command to run: node scripts/run.mjs ${Object.keys(
        commands,
      ).join(' | ')}.`,
    );
  }
  if (command === 'start' || command === 'e2e') {
    await refuseBusyPorts();
  }
  const toolchain = await ensureToolchain(root);
  Object.assign(process.env, toolchain.env);
  if (!toolchain.isRunning) {
    const self = fileURLToPath(import.meta.url);
    return startProcess(toolchain.node, [self, command, ...args], {
      cwd: process.cwd(),
      patience: 30_000, // It stops others in turn.
    }).exitCode;
  }
  await ensureInstalled(root, toolchain);
  return commands[command](args, toolchain);
}

stopOnSignals();
let exitCode = 1;
try {
  exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!isStopping()) {
    console.error(`\n${process.env.DEBUG ? error.stack : error.message}`);
  }
}
await stopAll();
// When a signal stopped us, its handler ends the process.
if (!isStopping()) {
  process.exit(exitCode);
}

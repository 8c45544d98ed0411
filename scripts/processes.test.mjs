import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startProcess } from './processes.mjs';

/** A process that has ended may wait for its parent to notice: a zombie. */
function isAlive(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)]);
  return /^[^Z\s]/.test(String(stdout));
}

test('stopping reaches what a child has started in turn', async () => {
  const started = startProcess('sh', ['-c', 'sleep 60 & echo $!; wait'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const grandchild = await new Promise(resolve => {
    started.child.stdout.once('data', text => resolve(Number(text)));
  });
  assert.ok(isAlive(grandchild));
  await started.stop();
  for (let i = 0; i < 50 && isAlive(grandchild); i++) {
    await wait(20);
  }
  assert.equal(isAlive(grandchild), false);
});

test('a signal gives an exit code of its own', async () => {
  const started = startProcess('sleep', ['60']);
  await started.stop('SIGTERM');
  assert.equal(await started.exitCode, 143);
});

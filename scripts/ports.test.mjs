import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { isBusy, refuseBusyPorts } from './ports.mjs';

test('a busy port is refused in one sentence that names it', async () => {
  const server = createServer();
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  await assert.rejects(refuseBusyPorts({ portal: port }), {
    message: `Port ${port} (the portal's) is in use by another program: stop that program (\`lsof -i :${port}\` names it), then run this again.`,
  });
  await new Promise(resolve => {
    server.close(resolve);
  });
  assert.equal(await isBusy(port), false);
  await refuseBusyPorts({ portal: port });
});

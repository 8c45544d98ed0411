/** The ports of the demo portal, and a clear word when one is taken. */
import { connect } from 'node:net';

export const PORTS = { portal: 3000, backend: 7007, simulator: 7010 };

function answers(port, host) {
  return new Promise(resolve => {
    const socket = connect({ port, host });
    const done = result => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1000, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

export async function isBusy(port) {
  const answered = await Promise.all([
    answers(port, '127.0.0.1'),
    answers(port, '::1'),
  ]);
  return answered.includes(true);
}

/** Throws one sentence that names the busy port and says what to do. */
export async function refuseBusyPorts(ports = PORTS) {
  for (const [what, port] of Object.entries(ports)) {
    if (await isBusy(port)) {
      throw new Error(
        `Port ${port} (the ${what}'s) is in use by another program: stop that ` +
          `program (\`lsof -i :${port}\` names it), then run this again.`,
      );
    }
  }
}

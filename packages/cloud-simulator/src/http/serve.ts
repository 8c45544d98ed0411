import type { AddressInfo } from 'node:net';
import { createMiddleware } from '@mswjs/http-middleware';
import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import type { CloudSimulator } from '../simulator';

const loopback = ['127.0.0.1', '::1', 'localhost'];

/**
 * msw's error response has the status 0, which no HTTP answer can have: the
 * connection ends instead, as it does when a server dies.
 */
function breakConnections(
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  const { end } = response;
  response.end = function endOrBreak(...args: unknown[]): Response {
    if (response.statusCode === 0) {
      response.socket?.destroy();
      return response;
    }
    return Reflect.apply(end, response, args);
  };
  next();
}

/**
 * Serves a simulator over HTTP, on loopback only: whoever reaches it can do
 * everything with it.
 *
 * @param options - Port 0, the default, takes any free port.
 *
 * @public
 */
export async function serveCloudSimulator(
  simulator: CloudSimulator,
  options: { port?: number; host?: string } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const host = options.host ?? '127.0.0.1';
  const port = options.port ?? 0;
  if (!loopback.includes(host)) {
    throw new Error(
      `The cloud simulator listens on loopback only (${loopback.join(
        ', ',
      )}), not on ${host}.`,
    );
  }
  const app = express();
  app.use(breakConnections);
  app.use(createMiddleware(...simulator.handlers));
  app.use((_request, response) => {
    response.status(404).json({ error: 'Not simulated' });
  });
  const server = await new Promise<ReturnType<typeof app.listen>>(
    (resolve, reject) => {
      const starting = app.listen(port, host);
      starting.once('listening', () => resolve(starting));
      starting.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'EADDRINUSE'
            ? new Error(
                `Port ${port} on ${host} is in use; stop what listens there, or choose another port for the cloud simulator.`,
              )
            : error,
        ),
      );
    },
  );
  const address = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

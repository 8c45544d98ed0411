import { CloudSimulator } from '@internal/cloud-simulator';
import type { RequestHandler } from 'msw';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

/** What the AWS SDK hands over to be sent, as far as it is needed here. */
interface SdkRequest {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, unknown>;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** `fetch` that reaches a simulator without a network. */
export function fetchFrom(simulator: CloudSimulator): typeof fetch {
  return async (input, init) => {
    const signal = init?.signal;
    signal?.throwIfAborted();
    const [aws, ...others] = simulator.handlers;
    const request = new Request(input, { ...init, signal: undefined });
    // Finding one among all handlers takes longer than answering.
    const handlers = new URL(request.url).pathname === '/' ? [aws] : others;
    const answered = answer(handlers, request);
    const response = await Promise.race([answered, aborted(signal)]);
    if (!response || response.type === 'error') {
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    }
    return response;
  };
}

async function answer(
  handlers: readonly RequestHandler[],
  request: Request,
): Promise<Response | undefined> {
  for (const handler of handlers) {
    const result = await handler.run({ request, requestId: randomUUID() });
    if (result?.response) {
      return result.response as Response;
    }
  }
  return undefined;
}

/** A request handler for the AWS SDK that reaches a simulator directly. */
export function requestHandlerFrom(simulator: CloudSimulator) {
  const send = fetchFrom(simulator);
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(
      request: SdkRequest,
      { abortSignal }: { abortSignal?: unknown } = {},
    ) {
      const { protocol, hostname, method, path, headers, body } = request;
      const response = await send(`${protocol}//${hostname}${path}`, {
        method,
        headers,
        body: body as string,
        signal: abortSignal as AbortSignal | undefined,
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      return {
        response: {
          statusCode: response.status,
          headers: Object.fromEntries(response.headers),
          body: Readable.from([bytes], { objectMode: false }),
        },
      };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

/** Rejects when the signal is aborted, and never otherwise. */
function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

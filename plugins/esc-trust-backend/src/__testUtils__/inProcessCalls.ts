import { CloudSimulator } from '@internal/cloud-simulator';
import { HttpHandler, matchRequestUrl, RequestHandler } from 'msw';
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
    const url = new URL(request.url);
    // Asking all handlers in turn takes longer than answering.
    const handlers =
      url.pathname === '/'
        ? [aws]
        : others.filter(handler => isFor(handler, request.method, url));
    const answered = answer(handlers, request);
    const response = await Promise.race([answered, aborted(signal)]);
    if (!response || response.type === 'error') {
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    }
    return response;
  };
}

/** Whether a handler is one for a method and an address. */
function isFor(handler: RequestHandler, method: string, url: URL): boolean {
  if (!(handler instanceof HttpHandler)) {
    return true;
  }
  const { info } = handler;
  return (
    info.method === method &&
    (typeof info.path === 'function' || matchRequestUrl(url, info.path).matches)
  );
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

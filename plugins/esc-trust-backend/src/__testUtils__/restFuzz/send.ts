import { Agent, IncomingHttpHeaders, request } from 'node:http';
import { FuzzRequest } from './requests';

/** What came back. */
export interface FuzzAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * Sends one request as it is, however odd.
 *
 * @throws when it isn't answered in time
 */
export function send(
  { method, path, headers, body }: FuzzRequest,
  options: { baseUrl: string; agent: Agent; limitMs: number },
): Promise<FuzzAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(options.baseUrl);
    const call = request({
      agent: options.agent,
      hostname,
      port,
      method,
      path: `${pathname}${path}`,
      headers: {
        ...headers,
        // Node sends none by itself with a body of a GET.
        ...(body === undefined
          ? {}
          : { 'content-length': String(Buffer.byteLength(body)) }),
      },
    });
    const limit = setTimeout(
      () => call.destroy(new Error('There was no answer in time')),
      options.limitMs,
    );
    call.once('close', () => clearTimeout(limit));
    call.once('error', reject);
    call.once('response', response => {
      const parts: Buffer[] = [];
      response.on('data', part => parts.push(part));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    call.end(body);
  });
}

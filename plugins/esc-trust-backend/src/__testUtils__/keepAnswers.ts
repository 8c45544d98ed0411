import { IncomingMessage, Server, ServerResponse } from 'node:http';

/** An answer of a server, and what it was asked. */
export interface KeptAnswer {
  request: string;
  status: number;
  contentType?: string;
  body: string;
  /** Status, headers and body. */
  text: string;
}

/** Keeps every answer of a server from now on, whoever asks. */
export function keepAnswers(server: Server): KeptAnswer[] {
  const answers: KeptAnswer[] = [];
  server.prependListener(
    'request',
    (request: IncomingMessage, response: ServerResponse) => {
      // A compressed answer couldn't be searched.
      delete request.headers['accept-encoding'];
      // Routers shorten the URL while they work on it.
      const asked = `${request.method} ${request.url}`;
      const body: string[] = [];
      for (const method of ['write', 'end'] as const) {
        const send = response[method];
        response[method] = (...args: unknown[]) => {
          if (typeof args[0] === 'string' || Buffer.isBuffer(args[0])) {
            body.push(args[0].toString());
          }
          return Reflect.apply(send, response, args);
        };
      }
      response.once('finish', () => {
        const contentType = response.getHeader('content-type')?.toString();
        answers.push({
          request: asked,
          status: response.statusCode,
          ...(contentType ? { contentType } : {}),
          body: body.join(''),
          text: [
            response.statusCode,
            JSON.stringify(response.getHeaders()),
            ...body,
          ].join('\n'),
        });
      });
    },
  );
  return answers;
}

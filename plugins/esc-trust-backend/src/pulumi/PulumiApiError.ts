import { PulumiDiagnostic } from './diagnostics';
import { retryAfterMs } from './retryPolicy';

/** An answer of Pulumi Cloud that isn't a success. */
export class PulumiApiError extends Error {
  readonly status: number;
  readonly diagnostics: PulumiDiagnostic[];
  /** How long the service asks to wait before the next try. */
  readonly retryAfterMs: number | undefined;

  constructor(options: {
    status: number;
    message: string;
    diagnostics: PulumiDiagnostic[];
    retryAfterMs?: number;
  }) {
    super(options.message);
    this.name = 'PulumiApiError';
    this.status = options.status;
    this.diagnostics = options.diagnostics;
    this.retryAfterMs = options.retryAfterMs;
  }

  /**
   * Reads an error body; it may be anything, JSON or not.
   *
   * @param tokens - never passed on: a proxy may quote what it was sent
   */
  static async fromResponse(
    response: Response,
    now: Date,
    tokens: string[],
  ): Promise<PulumiApiError> {
    const text = tokens.reduce(
      (rest, token) => rest.replaceAll(token, '[token]'),
      (await response.text()).trim(),
    );
    const requestId = response.headers.get('X-Pulumi-Request-ID');
    let message = text.slice(0, 500);
    let diagnostics: PulumiDiagnostic[] = [];
    try {
      const body = JSON.parse(text);
      message = typeof body?.message === 'string' ? body.message : message;
      diagnostics = Array.isArray(body?.diagnostics) ? body.diagnostics : [];
    } catch {
      // Not every error has a JSON body; the text is the message then.
    }
    return new PulumiApiError({
      status: response.status,
      message: `${message || response.statusText}${
        requestId ? ` (request ${requestId})` : ''
      }`,
      diagnostics,
      retryAfterMs: retryAfterMs(response.headers.get('Retry-After'), now),
    });
  }
}

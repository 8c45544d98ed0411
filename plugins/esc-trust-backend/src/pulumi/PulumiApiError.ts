import {
  ConflictError,
  ForwardedError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** What Pulumi Cloud says of a definition it refuses. */
interface Diagnostic {
  summary?: string;
  severity?: string;
  range?: { begin?: { line?: number } };
}

/** An answer of Pulumi Cloud that isn't a success. */
export class PulumiApiError extends Error {
  readonly status: number;
  readonly diagnostics: Diagnostic[];

  constructor(options: {
    status: number;
    message: string;
    diagnostics: Diagnostic[];
  }) {
    super(options.message);
    this.name = 'PulumiApiError';
    this.status = options.status;
    this.diagnostics = options.diagnostics;
  }

  /** Reads an error body; it may be anything, JSON or not. */
  static async fromResponse(response: Response): Promise<PulumiApiError> {
    const text = (await response.text()).trim();
    const requestId = response.headers.get('X-Pulumi-Request-ID');
    let message = text.slice(0, 500);
    let diagnostics: Diagnostic[] = [];
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
    });
  }
}

/**
 * Turns a failure of a call into what its caller should see.
 *
 * @param error - what the call rejected with
 * @param configKey - the setting to look at when Pulumi Cloud refuses us; its
 *   value is never shown
 */
export function translatePulumiError(error: unknown, configKey: string): Error {
  if (!(error instanceof PulumiApiError)) {
    return new ServiceUnavailableError(
      `Pulumi Cloud can't be reached: check ${configKey.replace(
        /tokens\..*$/,
        'apiUrl',
      )} and the network`,
    );
  }
  const { status, message, diagnostics } = error;
  if (status === 401 || status === 403) {
    return new ServiceUnavailableError(
      `Pulumi Cloud refuses the token in ${configKey}: ${message}`,
    );
  }
  if (status === 409) {
    return new ConflictError(`Pulumi Cloud: ${message}`);
  }
  if (status === 400) {
    const first = diagnostics.find(d => d.severity !== 'warning');
    const line = first?.range?.begin?.line;
    return new InputError(
      `Pulumi Cloud refuses the definition${line ? ` in line ${line}` : ''}: ${
        first?.summary ?? message
      }`,
    );
  }
  if (status === 429 || status >= 500) {
    return new ServiceUnavailableError(
      `Pulumi Cloud is unavailable: ${message}`,
    );
  }
  return new ForwardedError('Pulumi Cloud failed', error);
}

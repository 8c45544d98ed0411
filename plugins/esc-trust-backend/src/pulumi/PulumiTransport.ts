import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { OrganizationConfig } from '../config/readEscTrustConfig';
import { CallOutcome, Metrics, noMetrics } from '../metrics/Metrics';
import { Clock, systemClock } from '../time/Clock';
import { retry } from '../time/retry';
import { within } from '../time/within';
import { WriteGuard } from '../time/WriteGuard';
import { PulumiApiError } from './PulumiApiError';
import { judgePulumiCall, PULUMI_BACKOFF } from './retryPolicy';
import { Slots } from './Slots';
import { translatePulumiError } from './translatePulumiError';

/**
 * A call ends within this time; Pulumi publishes no limit of its own. Far less
 * than the lease of an operation.
 */
export const PULUMI_CALL_TIMEOUT_MS = 20_000;

const USER_AGENT = 'backstage-plugin-esc-trust';
/** Per organization. */
const MOST_PARALLEL_CALLS = 4;

/** Which of an organization's tokens a call uses. */
export type PulumiTokenKind = 'read' | 'write' | 'open';

/** One call. */
export interface PulumiCall {
  /** For guards, such as `pulumi:UpdateEnvironment`. */
  name: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  token: PulumiTokenKind;
  /** Whether it changes anything that lasts: only then it is guarded. */
  write: boolean;
  body?: { contentType: string; text: string };
  headers?: Record<string, string>;
  /** Statuses that the caller understands besides 2xx. */
  expect?: number[];
  /** Ends a read. */
  signal?: AbortSignal;
}

/** What a transport is made of; tests set what production leaves alone. */
export interface PulumiTransportOptions {
  organizations: OrganizationConfig[];
  fetch?: typeof fetch;
  /** For waiting between tries. */
  clock?: Clock;
  random?: () => number;
  timeoutMs?: number;
  metrics?: Metrics;
}

/**
 * Sends calls to Pulumi Cloud: with the right token, a few at a time, limited
 * in time, repeated where that is safe.
 *
 * @remarks
 * The token goes into one header and nowhere else.
 */
export class PulumiTransport {
  readonly #organizations: Map<string, OrganizationConfig>;
  readonly #slots = new Map<string, Slots>();
  readonly #options: PulumiTransportOptions;
  readonly #clock: Clock;

  constructor(options: PulumiTransportOptions) {
    this.#organizations = new Map(options.organizations.map(o => [o.name, o]));
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * @param guard - asked before each try of a write; its signal ends reads too
   */
  async call(
    organization: string,
    call: PulumiCall,
    guard?: WriteGuard,
  ): Promise<Response> {
    const { config, token, configKey } = this.#tokenFor(organization, call);
    const signals = [call.signal, guard?.signal].filter(
      one => one !== undefined,
    );
    const ending = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    const limit = {
      timeoutMs: this.#options.timeoutMs ?? PULUMI_CALL_TIMEOUT_MS,
      // A write that is under way may take effect however soon one stops
      // listening: whoever takes it back must read after it.
      signal: call.write ? undefined : ending,
    };
    // Kept while waiting to try again: whoever is told to slow down does so.
    return this.#slotsOf(organization).run(() =>
      retry(
        () =>
          this.#counted(call, () =>
            within(limit, signal => this.#send(config, token, call, signal)),
          ),
        {
          before: async () =>
            call.write
              ? guard?.beforeWrite({
                  name: call.name,
                  timeoutMs: limit.timeoutMs,
                })
              : undefined,
          judge: error =>
            judgePulumiCall(error, { read: call.method === 'GET' }),
          failure: (error, effect) =>
            translatePulumiError(
              error,
              configKey,
              // An opening that may have happened leaves nothing behind.
              call.write ? effect : 'none',
            ),
          backoff: PULUMI_BACKOFF,
          clock: this.#clock,
          signal: ending,
          random: this.#options.random,
        },
      ),
    );
  }

  /** Reads an answer that the caller expected but that is no success. */
  async errorOf(response: Response): Promise<PulumiApiError> {
    const tokens = [...this.#organizations.values()].flatMap(config =>
      Object.values(config.tokens).filter(Boolean),
    );
    return PulumiApiError.fromResponse(response, this.#clock.now(), tokens);
  }

  /** What the caller of `call` should see of such an answer. */
  translate(
    error: PulumiApiError,
    organization: string,
    call: Pick<PulumiCall, 'token'>,
  ): Error {
    return translatePulumiError(
      error,
      this.#tokenFor(organization, call).configKey,
    );
  }

  #tokenFor(organization: string, call: Pick<PulumiCall, 'token'>) {
    const config = this.#organizations.get(organization);
    if (!config) {
      throw new NotFoundError(
        `The organization ${organization} is not in escTrust.organizations`,
      );
    }
    const configKey = `${config.configKey}.tokens.${call.token}`;
    const token = config.tokens[call.token];
    if (!token) {
      throw new ServiceUnavailableError(`${configKey} is not set`);
    }
    return { config, token, configKey };
  }

  /** Each try of a call counts. */
  async #counted<T>(call: PulumiCall, send: () => Promise<T>): Promise<T> {
    const { metrics = noMetrics } = this.#options;
    try {
      const answer = await send();
      metrics.called('pulumi', call.name, 'answered');
      return answer;
    } catch (error) {
      metrics.called('pulumi', call.name, outcomeOf(error));
      throw error;
    }
  }

  #slotsOf(organization: string): Slots {
    let slots = this.#slots.get(organization);
    if (!slots) {
      slots = new Slots(MOST_PARALLEL_CALLS);
      this.#slots.set(organization, slots);
    }
    return slots;
  }

  async #send(
    config: OrganizationConfig,
    token: string,
    call: PulumiCall,
    signal: AbortSignal,
  ): Promise<Response> {
    const send = this.#options.fetch ?? fetch;
    const response = await send(`${config.apiUrl}${call.path}`, {
      method: call.method,
      headers: {
        Authorization: `token ${token}`,
        Accept: 'application/vnd.pulumi+8',
        'User-Agent': USER_AGENT,
        ...(call.body ? { 'Content-Type': call.body.contentType } : {}),
        ...call.headers,
      },
      body: call.body?.text,
      redirect: 'error',
      signal,
    });
    if (!response.ok && !call.expect?.includes(response.status)) {
      throw await this.errorOf(response);
    }
    // Read here, so that a connection that breaks halfway is tried again too.
    return new Response(
      [204, 304].includes(response.status)
        ? null
        : await response.arrayBuffer(),
      {
        status: response.status,
        headers: response.headers,
      },
    );
  }
}

function outcomeOf(error: unknown): CallOutcome {
  const status = error instanceof PulumiApiError ? error.status : 0;
  if (status === 429) {
    return 'throttled';
  }
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}

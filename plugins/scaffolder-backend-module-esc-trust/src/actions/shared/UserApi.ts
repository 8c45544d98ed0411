import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  ResponseError,
} from '@backstage/errors';
import {
  EscTrustApi,
  EscTrustRequestOptions,
  Plan,
} from '@internal/backstage-plugin-esc-trust-common';

/** What every action needs. */
export interface ActionOptions {
  auth: AuthService;
  client: EscTrustApi;
  /** Between two looks at a running operation; default 500. */
  pollIntervalMs?: number;
}

/** Refuses an apply whose plan has changed, with the new plan. */
export class PlanMovedError extends ConflictError {
  constructor(message: string, readonly plan: Plan) {
    super(message);
    this.name = 'ConflictError';
  }
}

/**
 * The REST API as the user who runs the template, so that permissions, ownership
 * and audit are theirs.
 */
export class UserApi {
  readonly #options: ActionOptions;
  readonly #credentials: BackstageCredentials;

  private constructor(
    options: ActionOptions,
    credentials: BackstageCredentials,
  ) {
    this.#options = options;
    this.#credentials = credentials;
  }

  /** @throws NotAllowedError unless a signed-in user runs the template */
  static async of(
    ctx: { getInitiatorCredentials(): Promise<BackstageCredentials> },
    options: ActionOptions,
  ): Promise<UserApi> {
    const credentials = await ctx.getInitiatorCredentials();
    if (!options.auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'This can only be done for a signed-in user: run the template from the portal',
      );
    }
    return new UserApi(options, credentials);
  }

  /**
   * Makes one call with a token of its own: those of a long task expire.
   *
   * @throws what the server refused, in its own sentence
   */
  async call<T>(
    run: (client: EscTrustApi, options: EscTrustRequestOptions) => Promise<T>,
  ): Promise<T> {
    const { auth, client } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: this.#credentials,
      targetPluginId: 'esc-trust',
    });
    try {
      return await run(client, { token });
    } catch (error) {
      throw inServersWords(error);
    }
  }

  get pollIntervalMs(): number {
    return this.#options.pollIntervalMs ?? 500;
  }
}

function inServersWords(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'ResponseError') {
    return error;
  }
  const { cause, response, body } = error as ResponseError;
  const { message } = cause;
  switch (response.status) {
    case 401:
    case 403:
      return new NotAllowedError(message);
    case 409: {
      const { plan } = body as { plan?: Plan };
      return plan
        ? new PlanMovedError(message, plan)
        : new ConflictError(message);
    }
    default:
      return response.status >= 500
        ? new Error(message)
        : new InputError(message);
  }
}

import type { PulumiDiagnostic } from '../definition/diagnostics';

/** A refusal as Pulumi Cloud's API gives it. */
export class PulumiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly diagnostics?: PulumiDiagnostic[],
    readonly details: object = {},
  ) {
    super(message);
  }

  get body(): object {
    return {
      ...this.details,
      code: this.status,
      message: this.message,
      ...(this.diagnostics && { diagnostics: this.diagnostics }),
    };
  }
}

/** Absent, or invisible to the token: the same answer. */
export const notFound = (what: string) =>
  new PulumiError(404, `Not Found: ${what} not found`);

/** A request that makes no sense. */
export const badRequest = (message: string) =>
  new PulumiError(400, `Bad Request: ${message}`);

/**
 * Approval rules stand between the caller and the effect. Opens are refused
 * so; that updates are refused alike, and the rest of both sentences, is
 * inferred [U].
 */
export const approvalNeeded = (action: 'change' | 'open') =>
  new PulumiError(
    403,
    action === 'open'
      ? 'create an open request instead, opens must be approved for the environment'
      : 'create a change request instead, updates must be approved for the environment',
  );

/** The definition or its opening has errors. */
export function withDiagnostics(
  diagnostics: PulumiDiagnostic[],
  details: object = {},
): PulumiError {
  const told = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ path, summary }) => `${path ? `${path}: ` : ''}Error: ${summary}`);
  const message = `Bad Request: ${told.join('\n')}`;
  return new PulumiError(400, message, diagnostics, details);
}

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

import { InputError } from '@backstage/errors';
import { describeErrors, joinErrors, PulumiDiagnostic } from './diagnostics';

/**
 * An environment can't be opened: its definition is wrong, or AWS refuses the
 * login. To users this is an `InputError`, by its name too.
 */
export class OpenFailedError extends InputError {
  /** What Pulumi says, one sentence per error; never a value. */
  readonly diagnostics: string[];

  constructor(diagnostics: PulumiDiagnostic[]) {
    const errors = describeErrors(diagnostics);
    super(`The environment can't be opened: ${joinErrors(errors)}`);
    this.diagnostics = errors;
  }
}

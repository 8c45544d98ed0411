import { InputError } from '@backstage/errors';
import {
  describeErrors,
  errorsAmong,
  joinErrors,
  PulumiDiagnostic,
} from './diagnostics';

/**
 * An environment can't be opened: its definition is wrong, or AWS refuses the
 * login. To users this is an `InputError`, by its name too.
 */
export class OpenFailedError extends InputError {
  /** What Pulumi says, one sentence per error; never a value. */
  readonly diagnostics: string[];

  // Private, so that nothing that prints an error shows them.
  readonly #errors: PulumiDiagnostic[];

  constructor(diagnostics: PulumiDiagnostic[]) {
    const errors = describeErrors(diagnostics);
    super(`The environment can't be opened: ${joinErrors(errors)}`);
    this.diagnostics = errors;
    this.#errors = errorsAmong(diagnostics).map(({ summary, path, range }) => ({
      summary,
      path,
      range,
    }));
  }

  /** What each error says and is about, without the details. */
  get errors(): PulumiDiagnostic[] {
    return this.#errors;
  }
}

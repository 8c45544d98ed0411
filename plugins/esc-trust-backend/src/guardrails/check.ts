import { InputError } from '@backstage/errors';

/** @throws InputError with the sentence unless it holds */
export function check(holds: boolean, message: string): asserts holds {
  if (!holds) {
    throw new InputError(message);
  }
}

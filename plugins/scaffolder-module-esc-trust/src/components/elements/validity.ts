/** What an input says about its own value, as its props. */
export interface Validity {
  validationBehavior: 'aria';
  isInvalid?: true;
  validate: () => string | null;
}

/**
 * Makes an input show a sentence about what is wrong, tied to it for screen
 * readers.
 *
 * @remarks
 * The form validates: the browser's own bubbles would come before it. An input
 * that is told to be invalid shows no sentence of its own, so it is only told
 * so where the form has said the sentence.
 *
 * @param problem - the sentence, if any
 * @param formErrors - what the form says about the field
 */
export function validityOf(
  problem: string | undefined,
  formErrors: string[] = [],
): Validity {
  // Once somebody has tried to go on the form itself says it.
  const shown = problem && !formErrors.includes(problem) ? problem : undefined;
  return {
    validationBehavior: 'aria',
    ...(!shown && formErrors.length > 0 ? { isInvalid: true } : {}),
    validate: () => shown ?? null,
  };
}

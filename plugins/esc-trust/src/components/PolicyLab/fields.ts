import { LabInput, LabProblem, LabProblems } from '../../model/lab/labInput';

/** What every group of fields gets. */
export interface FieldsProps {
  input: LabInput;
  problems: LabProblems;
  onChange: (changed: Partial<LabInput>) => void;
}

/**
 * Makes the property that shows what is wrong with a field below it. Nobody is
 * told off for a field that is still empty.
 */
export function invalid(
  { input, problems }: FieldsProps,
  field: keyof LabInput,
  say: (problem: LabProblem) => string,
) {
  const problem = problems[field];
  const isEmpty = input[field] === '';
  return {
    validationBehavior: 'aria' as const,
    validate: () => (problem && !isEmpty ? say(problem) : null),
  };
}

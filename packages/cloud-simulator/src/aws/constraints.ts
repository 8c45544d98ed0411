import { validationError } from './errors';

/** What the API's model demands of one parameter. */
export interface Constraint {
  min?: number;
  max?: number;
  pattern?: RegExp;
}

const violation = (value: unknown, field: string, rule: string) =>
  validationError(
    `1 validation error detected: Value ${
      value === undefined ? 'null' : `'${value}'`
    } at '${field}' failed to satisfy constraint: Member must ${rule}`,
  );

/** Checks the length in characters, then the character set. */
export function checkText(
  value: string,
  field: string,
  { min, max, pattern }: Constraint,
): string {
  if (min !== undefined && value.length < min) {
    throw violation(
      value,
      field,
      `have length greater than or equal to ${min}`,
    );
  }
  if (max !== undefined && value.length > max) {
    throw violation(value, field, `have length less than or equal to ${max}`);
  }
  if (pattern && !pattern.test(value)) {
    const shown = pattern.source.replace(/^\^|\$$/g, '');
    throw violation(
      value,
      field,
      `satisfy regular expression pattern: ${shown}`,
    );
  }
  return value;
}

/** The parameter must be there. */
export function required<T>(value: T | undefined, field: string): T {
  if (value === undefined || (value as unknown) === '') {
    throw violation(undefined, field, 'not be null');
  }
  return value;
}

/** A whole number within a range. */
export function checkNumber(
  value: number,
  field: string,
  { min, max }: { min: number; max: number },
): number {
  if (!Number.isInteger(value)) {
    throw validationError(`Value '${value}' at '${field}' is not an integer`);
  }
  if (value < min) {
    throw violation(value, field, `have value greater than or equal to ${min}`);
  }
  if (value > max) {
    throw violation(value, field, `have value less than or equal to ${max}`);
  }
  return value;
}

/** A list with a largest number of members. */
export function checkCount<T>(list: T[], field: string, max: number): T[] {
  if (list.length > max) {
    throw violation(
      `[${list.join(', ')}]`,
      field,
      `have length less than or equal to ${max}`,
    );
  }
  return list;
}

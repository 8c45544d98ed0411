/**
 * The number that a Numeric operator compares, `undefined` for what is none.
 *
 * @remarks
 * Rule: IAM User Guide, numeric condition operators: integers and decimals.
 * Signs, exponents and blanks around are read too [unverified].
 */
export function numberOf(text: string): number | undefined {
  return /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)
    ? Number(text)
    : undefined;
}

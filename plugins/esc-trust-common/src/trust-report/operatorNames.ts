const STRINGS = ['Equals', 'EqualsIgnoreCase', 'Like'];
const ARNS = ['Equals', 'Like'];
const ORDERED = [
  'Equals',
  'NotEquals',
  'LessThan',
  'LessThanEquals',
  'GreaterThan',
  'GreaterThanEquals',
];

/** The IAM User Guide's condition operators, as it writes them. */
const OPERATORS = [
  ...STRINGS.flatMap(end => [`String${end}`, `StringNot${end}`]),
  ...ARNS.flatMap(end => [`Arn${end}`, `ArnNot${end}`]),
  ...ORDERED.flatMap(end => [`Numeric${end}`, `Date${end}`]),
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'Null',
];
const QUALIFIERS = ['ForAllValues', 'ForAnyValue'];

const byLowerCase = (names: string[]) =>
  new Map(names.map(name => [name.toLowerCase(), name]));
const OPERATOR_NAMES = byLowerCase(OPERATORS);
const QUALIFIER_NAMES = byLowerCase(QUALIFIERS);

/**
 * An operator as AWS writes it.
 *
 * @remarks
 * "Operator-name case: implementations disagree; the documentation always shows
 * the exact case" [unverified]: any case is accepted, and a finding says so.
 *
 * @param operator - as a policy writes it, such as `forallvalues:stringlike`
 * @returns `ForAllValues:StringLike`; undefined when AWS documents no such
 *   operator in any case
 */
export function documentedOperator(operator: string): string | undefined {
  const [, qualifier, name, ifExists] =
    /^(?:(\w+):)?(\w+?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
  const prefix = qualifier && QUALIFIER_NAMES.get(qualifier);
  const base = name && OPERATOR_NAMES.get(name);
  return !base || (qualifier && !prefix)
    ? undefined
    : `${prefix ? `${prefix}:` : ''}${base}${ifExists ? 'IfExists' : ''}`;
}

/** A condition's operator, taken apart. */
export interface Operator {
  /** Lower case, without qualifier and suffix. */
  base: string;
  qualifier?: 'forallvalues' | 'foranyvalue';
  ifExists: boolean;
}

/** Takes an operator apart; names are matched in any case [unverified]. */
export function parseOperator(text: string): Operator {
  const [, qualifier, name, ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/s.exec(
      text.toLowerCase(),
    )!;
  return {
    base: name,
    qualifier: qualifier as Operator['qualifier'],
    ifExists: ifExists !== undefined,
  };
}

/** How an operator of the String family compares. */
export interface StringOperator {
  wildcards: boolean;
  ignoreCase: boolean;
  /** Negated operators are true for absent keys. */
  negated: boolean;
}

/** A map, so that no operator is looked up in `Object.prototype`. */
const STRING_OPERATORS: ReadonlyMap<string, StringOperator> = new Map(
  [false, true].flatMap(negated => {
    const family = negated ? 'stringnot' : 'string';
    return [
      [`${family}equals`, { wildcards: false, ignoreCase: false, negated }],
      [
        `${family}equalsignorecase`,
        { wildcards: false, ignoreCase: true, negated },
      ],
      [`${family}like`, { wildcards: true, ignoreCase: false, negated }],
    ] as Array<[string, StringOperator]>;
  }),
);

/** Whether an operator is one of the String family's, and how it compares. */
export function stringOperator(operator: Operator): StringOperator | undefined {
  return STRING_OPERATORS.get(operator.base);
}

/** Documented operators that are not evaluated here: only AWS knows the values. */
const OTHER_OPERATORS =
  /^(?:(?:numeric|date)(?:(?:not)?equals|(?:less|greater)than(?:equals)?)|bool|binaryequals|(?:not)?ipaddress|arn(?:not)?(?:equals|like))$/;

/** Whether AWS documents an operator; it stores no policy with another one. */
export function isDocumented(operator: Operator): boolean {
  return operator.base === 'null'
    ? !operator.ifExists
    : STRING_OPERATORS.has(operator.base) ||
        OTHER_OPERATORS.test(operator.base);
}

import {
  AUD,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { isDocumented, parseOperator } from '../trust-policy/operators';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { ROLE } from './__testUtils__/goodInput';
import { statementFindings } from './findings';
import { documentedOperator } from './operatorNames';

const CLAIMS = {
  [AUD]: 'aws:acme',
  [SUB]: 'pulumi:environments:org:acme:env:p/e',
};

function found(statements: object | object[]) {
  const { policy } = parseTrustPolicy(policyOf(statements));
  return statementFindings(policy!, PROVIDER, ROLE)
    .flat()
    .map(
      ({ code, message }) => `${code} ${/write (\S+)\.$/.exec(message)?.[1]}`,
    );
}

// Reference, aws-iam-trust.md, 2.4: "Operator-name case: implementations
// disagree; the documentation always shows the exact case ⇒ accept
// case-insensitively and warn; write the exact case."
describe('documentedOperator', () => {
  it.each([
    ['StringEquals', 'StringEquals'],
    ['stringequals', 'StringEquals'],
    ['STRINGNOTEQUALSIGNORECASE', 'StringNotEqualsIgnoreCase'],
    ['forallvalues:stringlike', 'ForAllValues:StringLike'],
    ['ForAnyValue:arnnotequalsifexists', 'ForAnyValue:ArnNotEqualsIfExists'],
    ['Dategreaterthanequals', 'DateGreaterThanEquals'],
    ['ipaddress', 'IpAddress'],
    ['NOTIPADDRESS', 'NotIpAddress'],
    ['null', 'Null'],
    ['boolIfExists', 'BoolIfExists'],
  ])('%s is %s', (written, operator) => {
    expect(documentedOperator(written)).toBe(operator);
    expect(isDocumented(parseOperator(operator))).toBe(true);
  });

  it.each([
    '',
    'ifexists',
    'Equals',
    'ForAllValues',
    'x:StringLike',
    'StringLike ',
  ])('%j is none', written => {
    expect(documentedOperator(written)).toBeUndefined();
  });
});

describe('operator-case', () => {
  it('warns, and takes the operator for what it is', () => {
    expect(found(when({ stringequals: CLAIMS }))).toEqual([
      'operator-case StringEquals',
    ]);
    expect(found(when({ StringEquals: CLAIMS }))).toEqual([]);
  });

  it('warns of a Deny, and beside what else is wrong', () => {
    expect(
      found([
        when({ StringEquals: CLAIMS }),
        { Effect: 'Deny', Condition: { stringNotLike: { [SUB]: 'pulumi:*' } } },
      ]),
    ).toEqual(['operator-case StringNotLike']);
    expect(
      found(
        when({
          StringEquals: { [AUD]: 'aws:acme' },
          stringLike: { [SUB]: `\${${SUB}}` },
        }),
      ),
    ).toEqual([
      'subject-not-tested undefined',
      'operator-case StringLike',
      'condition-self-reference undefined',
    ]);
  });
});

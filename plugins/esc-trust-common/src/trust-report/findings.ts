import {
  coversAction,
  coversAssumption,
  coversPrincipal,
  namesAnyone,
  WEB_IDENTITY_ACTION,
} from '../trust-policy/evaluateTrustPolicy';
import { statementName } from '../trust-policy/parseStatement';
import {
  PolicyCondition,
  PolicyStatement,
  TrustPolicy,
} from '../trust-policy/types';
import { claimFindings } from './claimFindings';
import { conditionFindings } from './conditionFindings';
import { createFinding } from './createFinding';
import { documentedOperator } from './operatorNames';
import { Report, StatementContext } from './statementContext';
import { Finding } from './types';

/**
 * What is remarkable about the statements that let anybody in or keep out.
 *
 * @param audiences - of the intended claims; left out when they aren't known
 * @returns one list per statement, in the policy's order
 */
export function statementFindings(
  policy: TrustPolicy,
  identityProviderArn: string,
  roleArn: string,
  audiences?: ReadonlySet<string>,
): Finding[][] {
  const context: StatementContext = {
    identityProviderArn,
    hasVariables: policy.version === '2012-10-17',
    audiences,
  };
  return policy.statements.map((statement, index) => {
    const report = reporter(statement, index, roleArn);
    const { conditions, effect } = statement;
    const allows = effect === 'Allow';
    const concernsTokens = concerns(statement, identityProviderArn);
    return [
      ...(allows ? principalFindings(statement, report) : []),
      ...(allows && concernsTokens
        ? [
            ...(['audience', 'subject'] as const).flatMap(claim =>
              claimFindings(claim, conditions, context, report),
            ),
            ...actionFindings(statement, report),
          ]
        : []),
      ...(concernsTokens ? operatorFindings(conditions, report) : []),
      ...(concernsTokens
        ? conditions.flatMap(condition =>
            conditionFindings(condition, allows, context, report),
          )
        : []),
    ];
  });
}

/** Makes findings that are bound to a statement as it stands. */
export function reporter(
  statement: PolicyStatement,
  index: number,
  roleArn: string,
): Report {
  return (code, values) =>
    createFinding(code, {
      about: roleArn,
      values,
      statement: statementName(statement, index),
      content: statement,
    });
}

/** Whether a statement may speak of the issuer's tokens. */
export function concerns(
  statement: PolicyStatement,
  identityProviderArn: string,
): boolean {
  return (
    coversAction(statement, WEB_IDENTITY_ACTION) &&
    coversPrincipal(statement, identityProviderArn) !== 'no'
  );
}

/** Who may assume the role in other ways than by a token of the issuer. */
function principalFindings(
  statement: PolicyStatement,
  report: Report,
): Finding[] {
  if (!coversAssumption(statement)) {
    return [];
  }
  const named = [...new Set(statement.principal.aws)].filter(p => p !== '*');
  return [
    ...(namesAnyone(statement) ? [report('any-principal')] : []),
    ...(named.length > 0
      ? [report('further-principals', { detail: named.join(', ') })]
      : []),
  ];
}

/** What an Allow for tokens covers besides, and guards that anybody passes. */
function actionFindings(
  { actions, notActions, conditions }: PolicyStatement,
  report: Report,
): Finding[] {
  const broad = (actions ?? []).filter(action => /[*?]/.test(action));
  const keys = conditions.map(({ key }) => key.toLowerCase());
  return [
    ...(notActions
      ? [report('not-action', { detail: notActions.join(', ') })]
      : []),
    ...broad.map(action => report('broad-action', { detail: action })),
    ...(keys.includes('sts:rolesessionname') &&
    !keys.some(key => key.endsWith(':sub'))
      ? [report('session-name-guard')]
      : []),
  ];
}

/** "Accept any case, warn, write exact case" [rule 4 of the reference]. */
function operatorFindings(
  conditions: PolicyCondition[],
  report: Report,
): Finding[] {
  const operators = new Set(conditions.map(({ operator }) => operator));
  return [...operators].flatMap(operator => {
    const documented = documentedOperator(operator);
    return documented === undefined || documented === operator
      ? []
      : [report('operator-case', { detail: operator, operator: documented })];
  });
}

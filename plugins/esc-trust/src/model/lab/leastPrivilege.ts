import { InputError, isError } from '@backstage/errors';
import {
  canonicalPolicy,
  claimsFor,
  ClaimsTemplate,
  decodeTrustPolicy,
  issuerHostPath,
  mergeTrustPolicy,
  parseTrustPolicy,
  suggestTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  evaluateLab,
  intendedOf,
  labEnvironment,
  labOpenings,
} from './evaluateLab';
import { issuerOf, LabInput } from './labInput';

type Statement = TrustPolicyDocument['Statement'][number];
type Conditions = Record<string, Record<string, unknown>>;

/** The trust policy that admits the intended environments and nobody else. */
export type LeastPrivilege =
  /** Nothing is to be changed. */
  | { kind: 'already' }
  | { kind: 'suggested'; before: string; after: string }
  /** There is none, or none that can be made. */
  | { kind: 'impossible'; reason: string };

/**
 * Replaces what a trust policy says about the identity provider by what the
 * environments need: exact audiences and exact subjects.
 *
 * @remarks
 * Every other statement stays, each Deny too. What else a replaced statement
 * asked for, such as a network, is asked for again: without it more would be let
 * in than before.
 *
 * @param input - the fields of the policy lab, without problems
 */
export function leastPrivilege(input: LabInput): LeastPrivilege {
  try {
    const existing = decodeTrustPolicy(input.trustPolicy);
    const after = narrowed(existing, input);
    const { problems } = parseTrustPolicy(after);
    if (problems.length > 0) {
      throw new InputError(problems[0].message);
    }
    return canonicalPolicy(after) === canonicalPolicy(existing)
      ? { kind: 'already' }
      : { kind: 'suggested', before: written(existing), after: written(after) };
  } catch (error) {
    // What the engine refuses, in its own sentences; all else is a defect.
    if (
      isError(error) &&
      ['InputError', 'ConflictError'].includes(error.name)
    ) {
      return { kind: 'impossible', reason: error.message };
    }
    throw error;
  }
}

function narrowed(
  existing: TrustPolicyDocument,
  input: LabInput,
): TrustPolicyDocument {
  const { identityProviderArn } = evaluateLab(input);
  const { kept, replaced } = partition(existing, identityProviderArn);
  const further = furtherConditions(replaced, issuerHostPath(issuerOf(input)));
  const desired = suggestTrustPolicy({
    identityProviderArn,
    claims: claimsOf(input),
  });
  const merged =
    kept.length > 0
      ? mergeTrustPolicy({ ...existing, Statement: kept }, desired)
      : { ...existing, ...desired };
  return {
    ...merged,
    Statement: merged.Statement.map(statement =>
      kept.includes(statement) ? statement : asking(statement, further),
    ),
  };
}

/** What the tokens of all intended environments say. */
function claimsOf(input: LabInput): ClaimsTemplate[] {
  const issuer = issuerOf(input);
  const login = { subjectAttributes: input.subjectAttributes };
  const environment = labEnvironment(input);
  return [
    ...labOpenings(input).flatMap(opening =>
      claimsFor({ environment, login, opening, issuer }),
    ),
    ...intendedOf(input).flatMap(other =>
      claimsFor({ environment: other, login, issuer }),
    ),
  ];
}

/** Takes out what lets the identity provider in, and leaves all else. */
function partition(
  { Statement: statements }: TrustPolicyDocument,
  identityProviderArn: string,
): { kept: Statement[]; replaced: Statement[] } {
  const kept: Statement[] = [];
  const replaced: Statement[] = [];
  for (const statement of [statements].flat()) {
    const principal = statement.Principal as Record<string, unknown> | string;
    const federated =
      typeof principal === 'string' ? [] : [principal?.Federated ?? []].flat();
    if (
      statement.Effect !== 'Allow' ||
      !federated.includes(identityProviderArn)
    ) {
      kept.push(statement);
      continue;
    }
    replaced.push(statement);
    const others = {
      ...(principal as Record<string, unknown>),
      Federated: federated.filter(arn => arn !== identityProviderArn),
    };
    const { Federated, ...rest } = others;
    const left = Federated.length > 0 ? others : rest;
    if (Object.keys(left).length > 0) {
      kept.push({ ...statement, Principal: left });
    }
  }
  return { kept, replaced };
}

/** What the statements ask for beside the two claims. */
function furtherConditions(
  statements: Statement[],
  issuer: string,
): Conditions {
  const claims = [`${issuer}:aud`, `${issuer}:sub`];
  const all = statements.map(({ Condition: conditions = {} }) =>
    Object.fromEntries(
      Object.entries(conditions as Conditions)
        .map(
          ([operator, tests]) =>
            [
              operator,
              Object.fromEntries(
                Object.entries(tests).filter(
                  ([key]) => !claims.includes(key.toLowerCase()),
                ),
              ),
            ] as const,
        )
        .filter(([, tests]) => Object.keys(tests).length > 0),
    ),
  );
  const [first = {}, ...rest] = all;
  if (rest.some(one => canonicalPolicy(one) !== canonicalPolicy(first))) {
    throw new InputError(
      'The statements for this identity provider have different further conditions: which of them each environment needs can’t be said',
    );
  }
  return first;
}

/** A statement that asks for more isn't one of the portal's: it has no such Sid. */
function asking(statement: Statement, further: Conditions): Statement {
  if (Object.keys(further).length === 0) {
    return statement;
  }
  const { Sid: _, Condition: claims, ...rest } = statement;
  const own = claims as Conditions;
  const operators = [
    ...new Set([...Object.keys(own), ...Object.keys(further)]),
  ];
  return {
    ...rest,
    Condition: Object.fromEntries(
      operators.map(operator => [
        operator,
        { ...own[operator], ...further[operator] },
      ]),
    ),
  };
}

function written(document: TrustPolicyDocument): string {
  return JSON.stringify(document, null, 2);
}

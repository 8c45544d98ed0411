import {
  Access,
  compileTrustPolicy,
  DEFAULT_ISSUER,
  identityProviderArn,
  Mapping,
  Opening,
  parseTrustPolicy,
  RoleDetails,
  stringifyEnvironmentRef,
  Witness,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  WitnessSentence,
  witnessSentence,
  withoutCovered,
} from '../report/witnessSentence';

/** Somebody who can assume a role, or is mapped to it. */
export interface RoleAccess {
  /** Unique among those of a role. */
  id: string;
  /** An environment with a mapping, or an example of others. */
  who:
    | { kind: 'environment'; name: string; login?: string; mapping: Mapping }
    | { kind: 'others'; sentence: WitnessSentence; witness: Witness };
  /** Whether it can. */
  access: Access;
  /** Those ways of opening that the trust policy admits; of others nobody knows. */
  openings: Opening['kind'][];
  /** The statements that let it in; empty when the trust policy isn't known. */
  statements: string[];
  /** Whether the role's owner agreed to it. */
  isIntended: boolean;
}

/**
 * Everybody who can assume a role or is mapped to it: those that nobody intended
 * come first, those that can't come last.
 *
 * @param role - the role
 * @param mappings - all of its mappings that are loaded
 */
export function roleAccess(
  role: RoleDetails,
  mappings: Mapping[] = role.mappings,
): RoleAccess[] {
  const statementsFor = admittingStatements(role);
  const logins = new Map<string, number>();
  for (const { environment } of mappings) {
    const name = stringifyEnvironmentRef(environment);
    logins.set(name, (logins.get(name) ?? 0) + 1);
  }
  const mapped = mappings.map((mapping): RoleAccess => {
    const { id, environment, loginPath, trust } = mapping;
    const name = stringifyEnvironmentRef(environment);
    const admitted = trust.openings.filter(
      ({ decision }) => decision !== 'deny',
    );
    const ambiguous = logins.get(name)! > 1;
    return {
      id,
      who: {
        kind: 'environment',
        name,
        mapping,
        ...(ambiguous ? { login: loginPath } : {}),
      },
      access: trust.access,
      openings: [...new Set(admitted.map(({ opening }) => opening))],
      statements: [...new Set(admitted.flatMap(statementsFor))],
      isIntended: isIntended(mapping),
    };
  });
  const sent = new Set(
    mappings.flatMap(({ trust }) => trust.openings.map(tokenOf)),
  );
  const said = role.exposure.witnesses
    .filter(witness => !sent.has(tokenOf(witness)))
    .map(witness => ({
      witness,
      sentence: sentenceOf(witness, role, mappings),
      statements: statementsFor(witness),
    }));
  const strangers = withoutCovered(said).map(
    (
      { one: { witness, sentence, statements }, covered },
      index,
    ): RoleAccess => ({
      id: `witness-${index}`,
      who: { kind: 'others', witness, sentence },
      access: 'works',
      openings: [],
      // What lets in some of them is to blame as well.
      statements: [
        ...new Set([
          ...statements,
          ...covered.flatMap(other => other.statements),
        ]),
      ],
      isIntended: false,
    }),
  );
  return [...strangers, ...mapped].sort((a, b) => rank(a) - rank(b));
}

function tokenOf(token: { audience: string; subject: string }): string {
  return `${token.audience} ${token.subject}`;
}

/** Who isn't is an example of its own report; who can't get in is in no report. */
function isIntended({ source, trust }: Mapping): boolean {
  if (trust.access === 'fails' || trust.access === 'unknown') {
    return source !== 'discovered';
  }
  const strangers = new Set(trust.exposure.witnesses.map(tokenOf));
  return !trust.openings.some(sent => strangers.has(tokenOf(sent)));
}

function rank({ access, isIntended: meant, who }: RoleAccess): number {
  if (access === 'fails') {
    return 3;
  }
  if (meant) {
    return 2;
  }
  return who.kind === 'others' ? 0 : 1;
}

function sentenceOf(
  witness: Witness,
  { identityProviders, trustPolicy }: RoleDetails,
  mappings: Mapping[],
): WitnessSentence {
  const intended = mappings.find(isIntended) ?? mappings[0];
  const issuer = identityProviders[0]?.issuer ?? DEFAULT_ISSUER;
  return witnessSentence(witness, {
    report: {
      claims: { issuer, audience: '', subject: '' },
      openings: [],
    },
    ...(intended
      ? { environment: stringifyEnvironmentRef(intended.environment) }
      : {}),
    trustPolicy,
  });
}

/** Finds the statements that let a token in. */
function admittingStatements({
  trustPolicy,
  identityProviders,
  roleArn,
  accountId,
}: RoleDetails): (token: { audience: string; subject: string }) => string[] {
  const policy =
    trustPolicy === undefined
      ? undefined
      : parseTrustPolicy(trustPolicy).policy;
  if (!policy) {
    return () => [];
  }
  const { evaluate } = compileTrustPolicy(policy);
  const partition = roleArn.split(':')[1];
  const vouchers =
    identityProviders.length > 0
      ? identityProviders.map(({ arn }) => arn)
      : [identityProviderArn({ issuer: DEFAULT_ISSUER, accountId, partition })];
  return ({ audience, subject }) =>
    vouchers.flatMap(federated =>
      evaluate({
        principal: { federated },
        claims: { audience, subject: partsOf(subject) },
      }).statements.flatMap(({ statement, effect, applies }) =>
        effect === 'Allow' && applies !== 'no' ? statement : [],
      ),
    );
}

/** A subject with its placeholders in braces, taken apart again. */
function partsOf(subject: string) {
  return subject
    .split(/\{([^{}]*)\}/)
    .map((text, index) => (index % 2 === 0 ? text : { attribute: text }))
    .filter(part => part !== '');
}

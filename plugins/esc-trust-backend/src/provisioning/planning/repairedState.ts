import {
  claimsFor,
  ClaimsTemplate,
  decodeTrustPolicy,
  ESC_TRUST_TAGS,
  parseLoginDuration,
  renderSubject,
  suggestTrustPolicy,
} from '@internal/backstage-plugin-esc-trust-common';
import { sameRef } from '../../access/ownership';
import { IntendedClaims } from '../../mappings/MappingStore';
import { DesiredState } from '../desiredState';
import { literalLogin } from '../steps/literalLogin';
import { MappedTarget, mappedState } from './mappedState';

/** Attributes that make a subject say the same whoever opens the environment. */
const FIXED_ATTRIBUTES = [
  'currentEnvironment.name',
  'pulumi.organization.login',
];

/**
 * What a repair leads to: the mapping as it was meant, with least privilege.
 * What the login says besides stays, as far as it fits. Pure.
 *
 * @param target - `meant`: what the tokens of all environments that are meant to
 *   use the role said when they were last assessed
 * @throws InputError when the trust policy that this needs would not fit
 */
export function repairedState(
  target: MappedTarget & { meant: IntendedClaims[] },
): DesiredState {
  const { mapping, observed, meant } = target;
  const present =
    observed?.environment &&
    literalLogin(observed.environment.yaml, mapping.loginPath);
  const maximum = observed?.role?.maxSessionDuration ?? 3600;
  const seconds = parseLoginDuration(present?.duration ?? '1h') ?? 3600;
  const attributes = present?.subjectAttributes ?? [];
  const isExact =
    attributes.includes('currentEnvironment.name') &&
    attributes.every(attribute => FIXED_ATTRIBUTES.includes(attribute));
  const owner = observed?.role?.tags[ESC_TRUST_TAGS.owner];
  const trustPolicy = observed?.role
    ? JSON.stringify(decodeTrustPolicy(observed.role.trustPolicy))
    : '';
  const state = mappedState(target, {
    sessionName: present?.sessionName,
    policyArns: present?.policyArns,
    subjectAttributes: isExact ? attributes : ['currentEnvironment.name'],
    duration:
      seconds > maximum ? `${Math.floor(maximum / 60)}m` : present?.duration,
  });
  return {
    ...state,
    restoresTrustPolicy: true,
    trustPolicy: suggestTrustPolicy({
      identityProviderArn: state.identityProviderArn,
      quota: state.trustPolicyQuota,
      claims: [
        ...state.claims,
        ...meant
          // A consent ends with the ownership of the role, as in assessments.
          .filter(({ ownerRef }) => owner && sameRef(ownerRef, owner))
          .flatMap(one => exactClaims(one, state.issuer, trustPolicy)),
      ],
    }),
  };
}

/**
 * Those claims of an environment that name it, and nothing else: its tokens said
 * them when it was last assessed, or the trust policy names them already.
 */
function exactClaims(
  { environment, claims }: IntendedClaims,
  issuer: string,
  trustPolicy: string,
): ClaimsTemplate[] {
  const naming = [[], ['currentEnvironment.name']].flatMap(subjectAttributes =>
    claimsFor({ environment, login: { subjectAttributes }, issuer }),
  );
  return naming.filter(({ audience, subject }) =>
    [
      trustPolicy.includes(JSON.stringify(renderSubject(subject))),
      ...claims.map(
        said =>
          said.audience === audience && said.subject === renderSubject(subject),
      ),
    ].includes(true),
  );
}

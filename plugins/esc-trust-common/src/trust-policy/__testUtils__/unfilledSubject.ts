import { SubjectPart } from '../../claims/types';
import { evaluateTrustPolicy } from '../evaluateTrustPolicy';
import { parseTrustPolicy } from '../parseTrustPolicy';
import { TrustPolicyDecision, TrustPolicyRequest } from '../types';
import { policyOf, PROVIDER } from './policies';

/** What the subject below starts with. */
export const START =
  'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:p/e:pulumi.user.login:';

/** The subject of a login that names the user, before anybody opens it. */
export const SUBJECT: SubjectPart[] = [
  START,
  { attribute: 'pulumi.user.login' },
];

/** What the statements say to the subject. */
export function decide(
  statements: object | object[],
  subject: SubjectPart[] = SUBJECT,
  context?: TrustPolicyRequest['context'],
): TrustPolicyDecision {
  const { policy, problems } = parseTrustPolicy(policyOf(statements));
  expect(problems).toEqual([]);
  return evaluateTrustPolicy(policy!, {
    principal: { federated: PROVIDER },
    claims: { audience: 'aws:acme', subject },
    context,
  });
}

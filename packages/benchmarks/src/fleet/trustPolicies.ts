import { FleetPlan, TrustKind } from './FleetPlan';

const ISSUER = 'api.pulumi.com/oidc';

/** What most roles of an account trust: nobody of Pulumi Cloud. */
const OTHERS: Array<(accountId: string, salt: number) => object> = [
  () => service('lambda.amazonaws.com'),
  () => service('ec2.amazonaws.com'),
  () => service('ecs-tasks.amazonaws.com'),
  accountId => ({
    Effect: 'Allow',
    Principal: { Service: 'states.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  }),
  (accountId, salt) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': `external-${salt}` } },
  }),
  (accountId, salt) => ({
    Effect: 'Allow',
    Principal: {
      Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com`,
    },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      },
      StringLike: {
        'token.actions.githubusercontent.com:sub': `repo:acme/service-${salt}:*`,
      },
    },
  }),
  accountId => ({
    Effect: 'Allow',
    Principal: {
      Federated: `arn:aws:iam::${accountId}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
    },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    Condition: {
      StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
    },
  }),
];

function service(name: string): object {
  return {
    Effect: 'Allow',
    Principal: { Service: name },
    Action: 'sts:AssumeRole',
  };
}

/** The trust policy of a role, as JSON text. */
export function trustPolicyOf(
  plan: FleetPlan,
  account: number,
  role: number,
  waves: number,
): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      plan.trustsIssuer(role)
        ? forIssuer(plan, account, role, waves)
        : forOthers(plan, account, role, waves),
    ],
  });
}

function forOthers(
  plan: FleetPlan,
  account: number,
  role: number,
  waves: number,
): object {
  const salt =
    plan.random(account, role, 3) + plan.changes(account, role, waves);
  return OTHERS[salt % OTHERS.length](plan.accountId(account), salt % 10_000);
}

function forIssuer(
  plan: FleetPlan,
  account: number,
  role: number,
  waves: number,
): object {
  const { accountId, organization, project, name } = plan.mapping(
    account,
    role,
  );
  const start = `pulumi:environments:pulumi.organization.login:${organization}:currentEnvironment.name:${project}`;
  const audience = { [`${ISSUER}:aud`]: `aws:${organization}` };
  const subject = (text: string) => ({ [`${ISSUER}:sub`]: text });
  const conditions: Record<TrustKind, object> = {
    exact: { StringEquals: { ...audience, ...subject(`${start}/${name}`) } },
    'other-environment': {
      StringEquals: { ...audience, ...subject(`${start}/formerly-${name}`) },
    },
    'audience-only': { StringEquals: audience },
    'project-pattern': {
      StringEquals: audience,
      StringLike: subject(`${start}/*`),
    },
  };
  return {
    Effect: 'Allow',
    Principal: {
      Federated: `arn:aws:iam::${accountId}:oidc-provider/${ISSUER}`,
    },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: conditions[plan.kindOf(account, role, waves)],
  };
}

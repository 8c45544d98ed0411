interface Environment {
  organization: string;
  project: string;
  name: string;
}

/** A role's trust policy as companies have them, and a token that asks. */
export interface RealisticPolicy {
  document: { Version: string; Statement: object[] };
  identityProviderArn: string;
  roleArn: string;
  environment: Environment;
  /** Further environments that the role is meant for, and that it lists. */
  others: Environment[];
  /** Whether it admits a pattern of subjects instead of listing them. */
  isPattern: boolean;
  audience: string;
  /** The subject that the environment sends. */
  subject: string;
}

const ISSUER = 'api.pulumi.com/oidc';
const ORGANIZATIONS = ['acme', 'contoso', 'globex', 'initech', 'umbrella'];
const NAMES = ['production', 'staging', 'development', 'preview', 'sandbox'];

/**
 * Makes distinct realistic policies: one to three environments with exact
 * claims, some with a pattern for a whole project, some beside GitHub's or an
 * AWS principal's statement, some behind a Deny as guard.
 *
 * @param count - how many
 */
export function realisticPolicies(count: number): RealisticPolicy[] {
  return Array.from({ length: count }, (_, index) => realisticPolicy(index));
}

function realisticPolicy(index: number): RealisticPolicy {
  const account = String(100_000_000_000 + index);
  const organization = ORGANIZATIONS[index % ORGANIZATIONS.length];
  const project = `service-${Math.floor(index / 7)}`;
  const name = NAMES[index % NAMES.length];
  const identityProviderArn = `arn:aws:iam::${account}:oidc-provider/${ISSUER}`;
  const audience = `aws:${organization}`;
  const prefix = `pulumi:environments:org:${organization}:env:${project}/`;
  const others = NAMES.slice(0, index % 3).filter(other => other !== name);
  const subjects = [name, ...others].map(n => prefix + n);
  const isPattern = index % 5 === 4;
  const ours = {
    Sid: `PulumiEscTrust${index}`,
    Effect: 'Allow',
    Principal: { Federated: identityProviderArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: isPattern
      ? {
          StringEquals: { [`${ISSUER}:aud`]: audience },
          StringLike: { [`${ISSUER}:sub`]: `${prefix}*` },
        }
      : {
          StringEquals: {
            [`${ISSUER}:aud`]: audience,
            [`${ISSUER}:sub`]: subjects.length > 1 ? subjects : subjects[0],
          },
        },
  };
  return {
    document: {
      Version: '2012-10-17',
      Statement: [...neighbours(index, account), ours],
    },
    identityProviderArn,
    roleArn: `arn:aws:iam::${account}:role/pulumi-esc/role-${index}`,
    environment: { organization, project, name },
    others: others.map(other => ({ organization, project, name: other })),
    isPattern,
    audience,
    // Every third caller is another environment, which the policy refuses.
    subject: index % 3 === 2 ? `${prefix}other/${index}` : subjects[0],
  };
}

function neighbours(index: number, account: string): object[] {
  const github = 'token.actions.githubusercontent.com';
  return [
    ...(index % 4 === 1
      ? [
          {
            Sid: 'GitHub',
            Effect: 'Allow',
            Principal: {
              Federated: `arn:aws:iam::${account}:oidc-provider/${github}`,
            },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
              StringLike: { [`${github}:sub`]: `repo:acme/app-${index}:*` },
            },
          },
        ]
      : []),
    ...(index % 4 === 2
      ? [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:role/operations` },
            Action: 'sts:AssumeRole',
          },
        ]
      : []),
    ...(index % 10 === 3
      ? [
          {
            Sid: 'Guard',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringNotLike: { [`${ISSUER}:sub`]: 'pulumi:environments:*' },
            },
          },
        ]
      : []),
  ];
}

import { interceptedSimulator } from '../__testUtils__/cloud';
import { judgeTrustPolicy } from '../aws/policy/judge';
import { createCloudSimulator } from '../simulator';
import { loadDemoData } from './loadDemoData';
import { namedUser } from './story';

const { simulator } = interceptedSimulator();

const open = async (fullName: string, token: string) => {
  const response = await fetch(
    `https://api.pulumi.com/api/esc/environments/${fullName}/open`,
    { method: 'POST', headers: { Authorization: `token ${token}` } },
  );
  const { message } = (await response.json()) as { message?: string };
  return { status: response.status, message };
};

it('has every status', () => {
  const { mappings } = loadDemoData(simulator());
  expect(new Set(mappings.map(({ status }) => status))).toEqual(
    new Set([
      'trusted',
      'over-permissive',
      'conditional',
      'untrusted',
      'unknown',
    ]),
  );
  for (const { environment, ownerRef, roleArn } of mappings) {
    const { organization, project, name } = environment;
    const found = simulator().pulumi.environment(
      `${organization}/${project}/${name}`,
    );
    expect(found!.tags.get('esc-trust:owner')).toBe(ownerRef);
    const [, , , , accountId, resource] = roleArn.split(':');
    const role = simulator().aws.account(accountId).role(resource.slice(5));
    expect(role!.tags.get('esc-trust:owner')).toBe(ownerRef);
  }
});

it('opens every environment as its status says', async () => {
  const demo = loadDemoData(simulator());
  const outcomes: Record<string, unknown> = {};
  for (const { environment } of [...demo.mappings, ...demo.foreign]) {
    const { organization, project, name } = environment;
    const opened = await open(
      `${organization}/${project}/${name}`,
      demo.pulumiTokens.open,
    );
    outcomes[`${project}/${name}`] = opened.message ?? opened.status;
  }
  const refused = (reason: string, status: number) =>
    `Bad Request: values.aws.login: Error: WebIdentityErr: failed to retrieve credentials caused by: ${reason} status code: ${status}`;
  const notAuthorized = refused(
    'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    403,
  );
  expect(outcomes).toEqual({
    // trusted
    'payments/prod-api': 200,
    'platform/shared-network': 200,
    // over-permissive
    'payments/dev-api': 200,
    'payments/reporting': 200,
    // conditional: not this user
    'payments/prod-console': notAuthorized,
    // untrusted
    'payments/staging-api': notAuthorized,
    'payments/experiments': refused(
      'InvalidIdentityToken: No OpenIDConnect provider found in your account for https://api.pulumi.com/oidc',
      400,
    ),
    'default/payments-legacy': refused(
      'InvalidIdentityToken: Incorrect token audience',
      400,
    ),
    'payments/nightly-batch': refused(
      'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      400,
    ),
    // unknown without opening
    'payments/multi-region': 200,
  });
});

it('lets the named user open what names a user', async () => {
  loadDemoData(simulator());
  const token = simulator().pulumi.createToken({
    login: namedUser,
    organizations: ['acme'],
    scopes: ['environment:open'],
  });
  const { status } = await open('acme/payments/prod-console', token);
  expect(status).toBe(200);
});

it('lets siblings use what is over-permissive, and nothing else', () => {
  const demo = loadDemoData(simulator());
  const admits = (audience: string, roleArn: string) => {
    const accountId = roleArn.split(':')[4];
    const account = simulator().aws.account(accountId);
    return judgeTrustPolicy(
      account.role(roleArn.split('/')[1])!.assumeRolePolicyDocument,
      {
        federated: `arn:aws:iam::${accountId}:oidc-provider/api.pulumi.com/oidc`,
        claims: {
          aud: audience,
          sub: 'pulumi:environments:org:acme:env:payments/sibling',
        },
      },
    );
  };
  for (const { roleArn, status } of demo.mappings) {
    expect([roleArn, admits('aws:acme', roleArn)]).toEqual([
      roleArn,
      status === 'over-permissive' ? 'allow' : 'deny',
    ]);
  }
  const admitted = demo.mappings
    .filter(({ roleArn }) => admits('aws:acme-evil', roleArn) === 'allow')
    .map(({ environment }) => environment.name);
  expect(admitted).toEqual(['reporting']);
});

it('makes its secrets anew', () => {
  const first = loadDemoData(simulator());
  const second = loadDemoData(createCloudSimulator());
  expect(first.awsCredentials).not.toEqual(second.awsCredentials);
  expect(first.pulumiTokens).not.toEqual(second.pulumiTokens);
});

import {
  AttachRolePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  accountWithUser,
  interceptedSimulator,
  pulumiTrust,
  refusalOf,
} from '../../__testUtils__/cloud';

const { simulator } = interceptedSimulator();
const RoleName = 'r';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const permissions = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
});
const start = () => {
  const all = accountWithUser(simulator());
  const role = all.account.putRole({
    roleName: RoleName,
    assumeRolePolicyDocument: pulumiTrust('111111111111'),
  });
  return { ...all, role };
};

it('attaches, lists and detaches managed policies', async () => {
  const { iam, account, role } = start();
  const { arn: own } = account.addManagedPolicy({
    policyName: 'deploy',
    path: '/team/',
    document: permissions,
  });
  for (const PolicyArn of [readOnly, own, readOnly]) {
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  const list = new ListAttachedRolePoliciesCommand({ RoleName });
  expect((await iam.send(list)).AttachedPolicies).toEqual([
    { PolicyName: 'deploy', PolicyArn: own },
    { PolicyName: 'ReadOnlyAccess', PolicyArn: readOnly },
  ]);
  expect(
    await refusalOf(iam.send(new DeleteRoleCommand({ RoleName }))),
  ).toEqual({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must detach all policies first.',
    status: 409,
  });
  const detach = new DetachRolePolicyCommand({ RoleName, PolicyArn: own });
  await iam.send(detach);
  expect(await refusalOf(iam.send(detach))).toMatchObject({
    name: 'NoSuchEntityException',
  });
  expect([...role.attachedPolicies]).toEqual([readOnly]);
});

it('refuses policies that do not exist, and more than ten', async () => {
  const { iam, account } = start();
  const missing = 'arn:aws:iam::aws:policy/NoSuchPolicy';
  const attach = (PolicyArn: string) =>
    iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  expect(await refusalOf(attach(missing))).toEqual({
    name: 'NoSuchEntityException',
    message: `Policy ${missing} does not exist or is not attachable.`,
    status: 404,
  });
  expect(await refusalOf(attach('arn:aws:s3:::a-bucket/policy'))).toMatchObject(
    {
      name: 'InvalidInputException',
    },
  );
  for (let n = 0; n < 10; n += 1) {
    const policy = { policyName: `p${n}`, document: permissions };
    await attach(account.addManagedPolicy(policy).arn);
  }
  expect(await refusalOf(attach(readOnly))).toMatchObject({
    name: 'LimitExceededException',
    message: 'Cannot exceed quota for PoliciesPerRole: 10',
  });
});

it('reads managed policies', async () => {
  const { iam } = start();
  const { Policy } = await iam.send(
    new GetPolicyCommand({ PolicyArn: readOnly }),
  );
  expect(Policy).toMatchObject({
    PolicyName: 'ReadOnlyAccess',
    Path: '/',
    IsAttachable: true,
  });
  const other = new GetPolicyCommand({
    PolicyArn: readOnly.replace('aws', 'aws-cn'),
  });
  expect(await refusalOf(iam.send(other))).toMatchObject({
    name: 'NoSuchEntityException',
  });
});

describe('documents of managed policies', () => {
  const read = async (PolicyArn: string, VersionId = 'v1') => {
    const { iam } = start();
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId }),
    );
    return PolicyVersion!;
  };

  it.each<[string, object]>([
    ['AdministratorAccess', { Action: '*', Resource: '*' }],
    ['IAMFullAccess', { Action: expect.arrayContaining(['iam:*']) }],
    [
      'PowerUserAccess',
      { NotAction: ['iam:*', 'organizations:*', 'account:*'] },
    ],
    ['ReadOnlyAccess', { Action: expect.arrayContaining(['s3:Get*']) }],
    [
      'AmazonS3ReadOnlyAccess',
      { Action: expect.arrayContaining(['s3:List*']) },
    ],
    ['job-function/ViewOnlyAccess', { Effect: 'Allow' }],
  ])('of AWS: %s', async (name, statement) => {
    const version = await read(`arn:aws:iam::aws:policy/${name}`);
    expect(version).toMatchObject({ VersionId: 'v1', IsDefaultVersion: true });
    // URL-encoded, as in all read calls.
    expect(version.Document).not.toContain('{');
    const { Statement } = JSON.parse(decodeURIComponent(version.Document!));
    expect(Statement[0]).toMatchObject(statement);
  });

  it('of the customer, in the version that GetPolicy tells', async () => {
    const { iam, account, role } = start();
    const { arn: PolicyArn } = account.addManagedPolicy({
      policyName: 'own',
      document: permissions,
    });
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    role.permissionsBoundary = PolicyArn;
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({
      DefaultVersionId: 'v1',
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 1,
    });
    const VersionId = Policy!.DefaultVersionId;
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId }),
    );
    expect(decodeURIComponent(PolicyVersion!.Document!)).toBe(permissions);
  });

  it('not of other versions and policies', async () => {
    expect(await refusalOf(read(readOnly, 'v2'))).toMatchObject({
      name: 'NoSuchEntityException',
    });
  });
});

it('refuses to attach the policy of a service (PolicyNotAttachable)', async () => {
  const { iam } = start();
  const PolicyArn =
    'arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy';
  expect(
    await refusalOf(
      iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
    ),
  ).toMatchObject({ name: 'PolicyNotAttachableException', status: 400 });
});

it('knows one quota for all inline policies of a role, without whitespace', async () => {
  const { iam } = start();
  const sized = (size: number) =>
    permissions.replace(
      '"*"',
      `"arn:aws:s3:::${'x'.repeat(size - permissions.length - 12)}"`,
    );
  const put = (PolicyName: string, PolicyDocument: string) =>
    iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }),
    );
  await put('a', sized(5120));
  await put('b', JSON.stringify(JSON.parse(sized(5120)), undefined, 2));
  expect(await refusalOf(put('c', permissions))).toEqual({
    name: 'LimitExceededException',
    message: 'Maximum policy size of 10240 bytes exceeded for role r',
    status: 409,
  });
  // Replacing one counts the new text only.
  await put('b', permissions);
  await put('c', permissions);
});

it('puts, reads, lists and deletes inline policies', async () => {
  const { iam } = start();
  const PolicyName = 'inline';
  const put = (PolicyDocument: string, name = PolicyName) =>
    iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: name, PolicyDocument }),
    );
  await put(permissions);
  const read = new GetRolePolicyCommand({ RoleName, PolicyName });
  const { PolicyDocument } = await iam.send(read);
  expect(PolicyDocument).not.toContain('{');
  expect(decodeURIComponent(PolicyDocument!)).toBe(permissions);
  expect(
    (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames,
  ).toEqual([PolicyName]);
  expect(
    await refusalOf(iam.send(new DeleteRoleCommand({ RoleName }))),
  ).toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete policies first.',
  });
  for (const bad of [
    '{',
    pulumiTrust('111111111111'),
    '{"Statement":{"Effect":"Allow","Action":"s3:*"}}',
  ]) {
    expect(await refusalOf(put(bad))).toMatchObject({
      name: 'MalformedPolicyDocumentException',
    });
  }
  const large = permissions.replace(
    '"*"',
    `"arn:aws:s3:::${'x'.repeat(10200)}"`,
  );
  expect(await refusalOf(put(large, 'other'))).toMatchObject({
    name: 'LimitExceededException',
    status: 409,
  });
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  expect(await refusalOf(iam.send(read))).toMatchObject({
    name: 'NoSuchEntityException',
  });
  await iam.send(new DeleteRoleCommand({ RoleName }));
});

it('sets and removes the boundary, which is no obstacle to deleting', async () => {
  const { iam, role, account } = start();
  const put = (PermissionsBoundary: string) =>
    iam.send(
      new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }),
    );
  await put(readOnly);
  expect(role.permissionsBoundary).toBe(readOnly);
  expect(await refusalOf(put(`${readOnly}X`))).toMatchObject({
    name: 'NoSuchEntityException',
  });
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
  expect(role.permissionsBoundary).toBeUndefined();
  await put(readOnly);
  await iam.send(new DeleteRoleCommand({ RoleName }));
  expect(account.roles()).toEqual([]);
});

import {
  AttachRolePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
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

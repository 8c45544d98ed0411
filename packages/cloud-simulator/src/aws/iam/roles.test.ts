import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  paginateListRoles,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import {
  accountWithUser,
  interceptedSimulator,
  pulumiTrust,
  refusalOf,
} from '../../__testUtils__/cloud';

const { simulator } = interceptedSimulator();
const start = () => accountWithUser(simulator());
const document = pulumiTrust('111111111111');
const create = (over: object = {}) =>
  new CreateRoleCommand({
    RoleName: 'Payments',
    AssumeRolePolicyDocument: document,
    ...over,
  });

it('creates a role with everything, and reads it back', async () => {
  const { iam, account } = start();
  const awkward = pulumiTrust('111111111111', undefined, {
    Sid: 'A',
    Condition: {
      StringLike: { 'api.pulumi.com/oidc:aud': "a!'()* +%\u00e9" },
    },
  });
  const input = {
    Path: '/pulumi-esc/',
    Description: 'Payments & <team>\nrole',
    MaxSessionDuration: 7200,
    PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    Tags: [{ Key: 'esc-trust:owner', Value: 'group:default/payments' }],
    AssumeRolePolicyDocument: awkward,
  };
  const { Role: created } = await iam.send(create(input));
  expect(created).toMatchObject({
    Arn: 'arn:aws:iam::111111111111:role/pulumi-esc/Payments',
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{16}$/),
  });
  // Names are found in whatever case.
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'payments' }));
  expect(Role).toMatchObject({
    RoleName: 'Payments',
    Path: '/pulumi-esc/',
    Description: 'Payments & <team>\nrole',
    MaxSessionDuration: 7200,
    Tags: input.Tags,
    PermissionsBoundary: {
      PermissionsBoundaryArn: input.PermissionsBoundary,
    },
  });
  const encoded = Role!.AssumeRolePolicyDocument!;
  expect(encoded).toMatch(/^[A-Za-z0-9%\-._~]+$/);
  expect(decodeURIComponent(encoded)).toBe(awkward);
  expect(created!.AssumeRolePolicyDocument).toBe(encoded);
  expect(account.role('PAYMENTS')!.trustPolicy).toEqual(JSON.parse(awkward));
  const { Roles } = await iam.send(new ListRolesCommand({}));
  expect(Roles).toHaveLength(1);
  expect(Roles![0].AssumeRolePolicyDocument).toBe(encoded);
  // What ListRoles never tells.
  expect(Roles![0]).not.toHaveProperty('Tags');
  expect(Roles![0]).not.toHaveProperty('PermissionsBoundary');
  expect(Roles![0]).not.toHaveProperty('RoleLastUsed');
});

it.each<[string, object, string, number]>([
  ['a long name', { RoleName: 'x'.repeat(65) }, 'ValidationError', 400],
  ['a name with a space', { RoleName: 'a b' }, 'ValidationError', 400],
  ['a path without slash at the end', { Path: '/x' }, 'ValidationError', 400],
  [
    'a long description',
    { Description: 'x'.repeat(1001) },
    'ValidationError',
    400,
  ],
  [
    'a description with an emoji',
    { Description: '\u{1f600}' },
    'ValidationError',
    400,
  ],
  [
    'a session under an hour',
    { MaxSessionDuration: 3599 },
    'ValidationError',
    400,
  ],
  [
    'a session over 12 hours',
    { MaxSessionDuration: 43201 },
    'ValidationError',
    400,
  ],
  [
    '51 tags',
    {
      Tags: Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })),
    },
    'ValidationError',
    400,
  ],
  [
    'tags that differ in case',
    {
      Tags: [
        { Key: 'a', Value: '' },
        { Key: 'A', Value: '' },
      ],
    },
    'InvalidInputException',
    400,
  ],
  [
    'a tag value with *',
    { Tags: [{ Key: 'a', Value: '*' }] },
    'ValidationError',
    400,
  ],
  [
    'a boundary that does not exist',
    { PermissionsBoundary: 'arn:aws:iam::aws:policy/NoSuchPolicy' },
    'NoSuchEntityException',
    404,
  ],
  [
    'a malformed trust policy',
    { AssumeRolePolicyDocument: '{}' },
    'MalformedPolicyDocumentException',
    400,
  ],
  [
    'characters above U+00FF',
    { AssumeRolePolicyDocument: `${document}\u2028` },
    'ValidationError',
    400,
  ],
  [
    'the path of services',
    { Path: '/aws-service-role/x/' },
    'InvalidInputException',
    400,
  ],
])('refuses %s', async (_, input, name, status) => {
  const { iam, account } = start();
  expect(await refusalOf(iam.send(create(input)))).toMatchObject({
    name,
    status,
  });
  expect(account.roles()).toEqual([]);
});

it('keeps names unique case-insensitively, also across paths', async () => {
  const { iam } = start();
  await iam.send(create());
  const again = create({ RoleName: 'PAYMENTS', Path: '/x/' });
  expect(await refusalOf(iam.send(again))).toEqual({
    name: 'EntityAlreadyExistsException',
    message: 'Role with name PAYMENTS already exists.',
    status: 409,
  });
});

it('updates, tags and deletes', async () => {
  const { iam, account } = start();
  const role = account.putRole({
    roleName: 'r',
    assumeRolePolicyDocument: document,
    description: 'before',
  });
  const RoleName = 'r';
  await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 }));
  expect(role).toMatchObject({
    description: 'before',
    maxSessionDuration: 7200,
  });
  const changed = document.replace('aws:acme', 'aws:other');
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: changed }),
  );
  expect(role.assumeRolePolicyDocument).toBe(changed);
  await iam.send(
    new TagRoleCommand({
      RoleName,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
  );
  await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
  const { Tags } = await iam.send(new ListRoleTagsCommand({ RoleName }));
  expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
  await iam.send(new DeleteRoleCommand({ RoleName }));
  expect(await refusalOf(iam.send(new GetRoleCommand({ RoleName })))).toEqual({
    name: 'NoSuchEntityException',
    message: 'The role with name r cannot be found.',
    status: 404,
  });
});

it('keeps a role within 50 tags, and overwrites whatever the case', async () => {
  const { iam, account } = start();
  await iam.send(
    create({
      Tags: Array.from({ length: 49 }, (_, n) => ({ Key: `k${n}`, Value: '' })),
    }),
  );
  const tag = (...keys: string[]) =>
    iam.send(
      new TagRoleCommand({
        RoleName: 'Payments',
        Tags: keys.map(Key => ({ Key, Value: 'new' })),
      }),
    );
  expect(await refusalOf(tag('a', 'b'))).toEqual({
    name: 'LimitExceededException',
    message: 'Cannot exceed quota for TagsPerRole: 50',
    status: 409,
  });
  await tag('K0', 'a');
  const { tags } = account.role('Payments')!;
  expect(tags.size).toBe(50);
  expect(tags.get('K0')).toBe('new');
});

it('checks the shared-issuer rule on the next write only', async () => {
  const { iam, account } = start();
  const untested = pulumiTrust('111111111111', {});
  const old = { roleName: 'r', assumeRolePolicyDocument: untested };
  expect(() => account.putRole(old)).toThrow(/must evaluate/);
  account.putRole({ ...old, acceptedByOlderAws: true });
  const update = (PolicyDocument: string) =>
    iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: 'r', PolicyDocument }),
    );
  expect(await refusalOf(update(untested))).toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
  expect(account.role('r')!.assumeRolePolicyDocument).toBe(untested);
  await update(document);
});

it('leaves the roles of services alone', async () => {
  const { iam, account } = start();
  account.putRole({
    roleName: 'AWSServiceRoleForSupport',
    path: '/aws-service-role/support.amazonaws.com/',
    assumeRolePolicyDocument: document,
  });
  const RoleName = 'AWSServiceRoleForSupport';
  for (const call of [
    new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document }),
    new DeleteRoleCommand({ RoleName }),
  ]) {
    expect(await refusalOf(iam.send(call as DeleteRoleCommand))).toMatchObject({
      name: 'UnmodifiableEntityException',
      status: 400,
    });
  }
});

it('pages with opaque markers that survive changes', async () => {
  const { iam, account } = start();
  const names = Array.from(
    { length: 25 },
    (_, n) => `role-${String(n).padStart(2, '0')}`,
  );
  for (const roleName of [...names].reverse()) {
    account.putRole({
      roleName,
      path: roleName.endsWith('5') ? '/five/' : '/',
      assumeRolePolicyDocument: document,
    });
  }
  const seen: string[] = [];
  const pages = paginateListRoles({ client: iam, pageSize: 10 }, {});
  for await (const page of pages) {
    seen.push(...page.Roles!.map(role => role.RoleName!));
    account.deleteRole('role-09');
  }
  expect(seen).toEqual(names);
  const first = await iam.send(new ListRolesCommand({ MaxItems: 10 }));
  expect(first.IsTruncated).toBe(true);
  expect(names).not.toContain(first.Marker);
  const five = new ListRolesCommand({ PathPrefix: '/five/', MaxItems: 1 });
  expect((await iam.send(five)).Roles![0].RoleName).toBe('role-05');
  for (const input of [{ Marker: 'nonsense' }, { MaxItems: 1001 }]) {
    expect(
      await refusalOf(iam.send(new ListRolesCommand(input))),
    ).toMatchObject({
      name: 'ValidationError',
      status: 400,
    });
  }
});

it('keeps an account within its quota of roles', async () => {
  const account = simulator().aws.addAccount('222222222222', {
    quotas: { rolesPerAccount: 1 },
  });
  const role = { roleName: 'a', assumeRolePolicyDocument: document };
  account.putRole(role);
  account.putRole(role);
  expect(() => account.putRole({ ...role, roleName: 'b' })).toThrow(
    'Cannot exceed quota for RolesPerAccount: 1',
  );
});

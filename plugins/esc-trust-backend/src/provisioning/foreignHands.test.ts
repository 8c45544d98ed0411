import { TestDatabases } from '@backstage/backend-test-utils';
import {
  defaultRoleName,
  findAwsLogins,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import {
  ALLOWED_POLICY,
  GUEST,
  REQUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

// What others do at the same time, or have done before, in AWS, in Pulumi Cloud
// and in the portal: nothing of theirs may be taken or changed.
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const PLATFORM = 'group:default/platform-team';
const ROLE_NAME = defaultRoleName(REQUEST.environment);
const ACCOUNT = REQUEST.accountId;

const THEIRS = `values:
  aws:
    login:
      fn::open::aws-login:
        oidc: {roleArn: 'arn:aws:iam::${ACCOUNT}:role/theirs', sessionName: theirs}
`;

const BATCH = {
  ...REQUEST,
  entityRefs: ['component:default/payments-batch'],
};

const isPatch = (action: string) => action.startsWith('PATCH');

/** Makes the database refuse BATCH in the step after the environment's. */
async function refuseBatch(knex: Knex): Promise<void> {
  await knex.raw(
    knex.client.config.client === 'pg'
      ? `ALTER TABLE esc_trust_mapping_entities ADD CONSTRAINT refuse
         CHECK (entity_ref <> 'component:default/payments-batch')`
      : `CREATE TRIGGER refuse BEFORE INSERT ON esc_trust_mapping_entities
         WHEN NEW.entity_ref = 'component:default/payments-batch'
         BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`,
  );
}

describe.each(databases.eachSupportedId())('among others on %p', id => {
  let portal: TestPortal;

  /** Runs once, between two calls, as soon as something has come about. */
  function onceThat(cameAbout: (action: string) => boolean, run: () => void) {
    const { calls } = portal.simulator;
    let done = false;
    calls.push = (...added) => {
      const length = Array.prototype.push.apply(calls, added);
      if (!done && added.some(call => cameAbout(call.action))) {
        done = true;
        run();
      }
      return length;
    };
  }

  afterEach(() => portal.stop());

  const role = () => portal.simulator.aws.account(ACCOUNT).role(ROLE_NAME);

  it('writes nothing when the environment has become somebody else’s since the plan', async () => {
    portal = await startTestPortal({
      knex: await databases.init(id),
      onAudit: (eventId, { pulumi }) => {
        if (eventId === 'operation-apply') {
          pulumi.putEnvironment({
            ...REQUEST.environment,
            yaml: THEIRS,
            tags: { 'esc-trust:owner': PLATFORM },
          });
        }
      },
    });
    const operation = await portal.provision(REQUEST);
    expect(operation).toMatchObject({
      state: 'rolled-back',
      error: expect.stringContaining('belongs to somebody else'),
    });
    expect(portal.writes().filter(a => a !== 'AssumeRole')).toEqual([]);
    expect(
      portal.simulator.pulumi.environment('acme/payments/invoices')!.yaml,
    ).toBe(THEIRS);
  });

  it('writes nothing when a role of that name has appeared since the plan', async () => {
    portal = await startTestPortal({
      knex: await databases.init(id),
      onAudit: (eventId, { aws }) => {
        if (eventId === 'operation-apply') {
          aws.account(ACCOUNT).putRole({
            roleName: ROLE_NAME,
            path: '/pulumi-esc/',
            assumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: {
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
                Action: 'sts:AssumeRole',
              },
            },
            tags: { 'esc-trust:owner': TEAM },
          });
        }
      },
    });
    const operation = await portal.provision(REQUEST);
    expect(operation).toMatchObject({
      state: 'rolled-back',
      error: expect.stringContaining("this portal didn't create"),
    });
    expect(role()!.attachedPolicies.size).toBe(0);
    expect(portal.writes().filter(a => a !== 'AssumeRole')).toEqual([]);
  });

  it('takes no role whose tag has been changed to the caller’s team', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    await portal.provision(REQUEST);
    role()!.tags.set('esc-trust:owner', PLATFORM);
    expect(await portal.provision(REQUEST)).toMatchObject({
      error: { message: expect.stringContaining('belongs to somebody else') },
    });
  });

  it('gives no project a role with policies that only another may have', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    await portal.provision(REQUEST);
    role()!.attachedPolicies.add('arn:aws:iam::aws:policy/AdministratorAccess');
    const response = await portal.provision({
      ...REQUEST,
      environment: { ...REQUEST.environment, name: 'other' },
      role: { name: ROLE_NAME },
    });
    expect(response).toMatchObject({
      error: {
        message: expect.stringMatching(
          /may not have a role with .*AdministratorAccess here/,
        ),
      },
    });
  });

  it('lengthens the sessions of an existing role only when asked to', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    await portal.provision(REQUEST);
    const login = { duration: '4h' };
    expect(await portal.provision({ ...REQUEST, login })).toMatchObject({
      error: { message: expect.stringContaining('3600 seconds') },
    });
    const longer = await portal.provision({
      ...REQUEST,
      role: { managedPolicyArns: [ALLOWED_POLICY], maxSessionDuration: 14400 },
      login,
    });
    expect(longer.state).toBe('succeeded');
    expect(longer.steps).toContainEqual(
      expect.objectContaining({
        step: 'session-duration',
        action: 'update',
        before: 3600,
        after: 14400,
      }),
    );
    expect(role()!.maxSessionDuration).toBe(14400);
  });

  it('does not touch a statement of ours that somebody has changed', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    await portal.provision(REQUEST);
    const policy = role()!.trustPolicy as { Statement: object[] };
    policy.Statement[0] = { ...policy.Statement[0], Effect: 'Deny' };
    role()!.assumeRolePolicyDocument = JSON.stringify(policy);
    expect(await portal.provision(REQUEST)).toMatchObject({
      error: { message: expect.stringMatching(/PulumiEscTrust\w+ .*changed/) },
    });
  });

  it('puts a login back that a failed operation has edited', async () => {
    const knex = await databases.init(id);
    portal = await startTestPortal({ knex });
    await portal.provision(REQUEST);
    const environment = () =>
      portal.simulator.pulumi.environment('acme/payments/invoices')!;
    const before = environment().yaml;
    // The step after the environment's fails.
    await refuseBatch(knex);
    const failed = await portal.provision({
      ...BATCH,
      login: { sessionName: 'another-session' },
    });
    expect(failed).toMatchObject({
      state: 'rolled-back',
      // Nobody outside needs to read SQL.
      error:
        "The portal itself failed in this step; the backend's log says why",
    });
    expect(failed.steps.map(({ step, state }) => [step, state])).toContainEqual(
      ['environment', 'rolled-back'],
    );
    expect(environment().revision).toBeGreaterThan(2);
    expect(environment().yaml).toBe(before);
  });

  it('leaves a new environment to those who have edited it since', async () => {
    const knex = await databases.init(id);
    portal = await startTestPortal({ knex });
    await refuseBatch(knex);
    const environment = () =>
      portal.simulator.pulumi.environment('acme/payments/invoices');
    onceThat(isPatch, () => {
      portal.simulator.pulumi.putEnvironment({
        ...REQUEST.environment,
        yaml: `${environment()!.yaml}  precious: data\n`,
      });
    });
    expect(await portal.provision(BATCH)).toMatchObject({
      state: 'needs-attention',
      error: expect.stringContaining('Somebody has edited'),
    });
    expect(environment()!.yaml).toContain('precious: data');
    expect(findAwsLogins(environment()!.yaml).logins).toEqual([]);
    expect(role()).toBeUndefined();
  });

  it('takes a new environment back whose owner could not be recorded', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const environment = () =>
      portal.simulator.pulumi.environment('acme/payments/invoices');
    // The tag is there already, so that recording the owner is refused.
    onceThat(
      () => environment() !== undefined,
      () => environment()!.tags.set('esc-trust:owner', PLATFORM),
    );
    expect((await portal.provision(REQUEST)).state).toBe('rolled-back');
    expect(environment()).toBeUndefined();
  });

  it('leaves a login to those who have written it since', async () => {
    const knex = await databases.init(id);
    portal = await startTestPortal({ knex });
    await refuseBatch(knex);
    const { pulumi } = portal.simulator;
    const environment = REQUEST.environment;
    pulumi.putEnvironment({
      ...environment,
      yaml: '# mine\n',
      tags: { 'esc-trust:owner': TEAM },
    });
    onceThat(isPatch, () => {
      pulumi.putEnvironment({
        ...environment,
        yaml: THEIRS,
        tags: { 'esc-trust:owner': PLATFORM },
      });
    });
    expect((await portal.provision(BATCH)).state).toBe('rolled-back');
    expect(pulumi.environment('acme/payments/invoices')!.yaml).toBe(THEIRS);
  });

  it('writes no more to a role that somebody has taken over', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    onceThat(
      () => role() !== undefined,
      () => {
        role()!.tags.set('esc-trust:owner', PLATFORM);
        role()!.tags.delete('esc-trust:instance');
      },
    );
    const operation = await portal.provision(REQUEST);
    expect(operation).toMatchObject({
      state: 'rolled-back',
      error: expect.stringContaining("this portal didn't create"),
    });
    expect(portal.writes().filter(a => a !== 'AssumeRole')).toEqual([
      'CreateRole',
    ]);
    expect(role()).toBeDefined();
  });

  it('never lets a definition legitimise itself', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const victim = await portal.provision(REQUEST);
    const arn = victim.outcome.roleArn;
    // Somebody has let a second environment into the trust policy by hand.
    const policy = role()!.assumeRolePolicyDocument;
    role()!.assumeRolePolicyDocument = policy.replace(
      '"pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/invoices"',
      '["pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/invoices","pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/evil"]',
    );
    const definition = (roleArn: string) =>
      portal.simulator.pulumi.putEnvironment({
        organization: 'acme',
        project: 'payments',
        name: 'evil',
        yaml: `values: {aws: {login: {fn::open::aws-login: {oidc: {roleArn: '${roleArn}', sessionName: evil, duration: 1h, subjectAttributes: [currentEnvironment.name]}}}}}`,
        tags: { 'esc-trust:owner': TEAM },
      });
    const post = async (path: string, body?: object): Promise<Mapping> =>
      (
        await portal.http
          .post(`/api/esc-trust${path}`)
          .set('Authorization', GUEST)
          .send(body)
      ).body;

    definition('${some.role}');
    const evil = await post('/mappings', {
      environment: { organization: 'acme', project: 'payments', name: 'evil' },
      ownerRef: TEAM,
    });
    definition(arn);
    expect(await post(`/mappings/${evil.id}/assess`)).toMatchObject({
      trust: {
        status: 'over-permissive',
        exposure: {
          verdict: 'wider',
          witnesses: expect.arrayContaining([
            expect.objectContaining({
              why: expect.stringContaining('has not agreed to it'),
            }),
          ]),
        },
      },
    });

    const report = await post(`/mappings/${victim.outcome.mappingId}/assess`);
    expect(report.trust).toMatchObject({
      status: 'over-permissive',
      exposure: { verdict: 'wider' },
    });
  });
});

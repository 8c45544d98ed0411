import {
  CloudSimulator,
  createCloudSimulator,
  DemoData,
  loadDemoData,
  serveCloudSimulator,
} from '@internal/cloud-simulator';
import { InstantClock } from '../__testUtils__/InstantClock';
import { UnansweredError } from '../time/UnansweredError';
import { ApprovalNeededError } from './ApprovalNeededError';
import { OpenFailedError } from './OpenFailedError';
import { PulumiCloudClient } from './PulumiCloudClient';

// The whole way over HTTP, against a Pulumi Cloud that keeps its own rules.
describe('PulumiCloudClient and the simulator', () => {
  const NEW = { organization: 'acme', project: 'payments', name: 'new' };
  let simulator: CloudSimulator;
  let demo: DemoData;
  let server: { url: string; close(): Promise<void> };
  let client: PulumiCloudClient;

  beforeEach(async () => {
    simulator = createCloudSimulator();
    demo = loadDemoData(simulator);
    server = await serveCloudSimulator(simulator);
    simulator.calls.length = 0;
    client = new PulumiCloudClient({
      organizations: [
        {
          name: 'acme',
          issuer: simulator.issuer,
          apiUrl: server.url,
          tokens: {
            read: demo.pulumiTokens.read,
            write: demo.pulumiTokens.write,
            open: demo.pulumiTokens.open,
          },
          configKey: 'escTrust.organizations[0]',
        },
      ],
      clock: new InstantClock(),
    });
  });

  afterEach(() => server.close());

  const writes = () => simulator.calls.filter(call => call.write).length;

  it.each(['lost', 'dropped'] as const)(
    'tells that an environment may have been made (%s)',
    async kind => {
      simulator.faults.add({ service: 'pulumi', write: true, kind });
      await expect(client.createEnvironment(NEW)).rejects.toBeInstanceOf(
        UnansweredError,
      );
      expect(writes()).toBe(1);
      expect((await client.getEnvironment(NEW)) !== undefined).toBe(
        kind === 'lost',
      );
    },
  );

  it('reads through three failures', async () => {
    simulator.faults.add({ service: 'pulumi', kind: 'dropped', times: 3 });
    expect(await client.getEnvironment(NEW)).toBeUndefined();
    expect(simulator.calls).toHaveLength(4);
  });

  it('says where a definition is wrong', async () => {
    await client.createEnvironment(NEW);
    const { etag } = (await client.getEnvironment(NEW))!;
    await expect(
      client.updateEnvironment(NEW, {
        etag,
        yaml: 'values:\n  a:\n    fn::noSuchFunction: {}\n',
      }),
    ).rejects.toThrow(/refuses the definition: line \d+, column \d+: /);
  });

  it('says that a change has to be approved', async () => {
    await client.createEnvironment(NEW);
    const { etag } = (await client.getEnvironment(NEW))!;
    simulator.pulumi.putEnvironment({
      ...NEW,
      yaml: 'values: {}',
      requiresApproval: true,
    });
    await expect(
      client.updateEnvironment(NEW, { etag, yaml: 'values: {a: 1}' }),
    ).rejects.toBeInstanceOf(ApprovalNeededError);
  });

  it('opens what AWS admits, and passes on why it doesn’t admit the rest', async () => {
    simulator.pulumi.putEnvironment({ ...NEW, yaml: 'values: {a: 1}' });
    expect(await client.openEnvironment(NEW)).toEqual({
      openedBy: expect.any(String),
    });
    simulator.pulumi.putEnvironment({
      ...NEW,
      yaml: `values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::111111111111:role/none
          sessionName: test
`,
    });
    const error = await client.openEnvironment(NEW).catch(e => e);
    expect(error).toBeInstanceOf(OpenFailedError);
    expect(error.diagnostics).toEqual([
      expect.stringContaining('AssumeRoleWithWebIdentity'),
    ]);
    expect(simulator.calls.filter(c => c.action.includes('/open/'))).toEqual(
      [],
    );
  });
});

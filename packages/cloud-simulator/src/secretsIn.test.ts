import { loadDemoData } from './demo/loadDemoData';
import { serveCloudSimulator } from './http/serve';
import { createCloudSimulator } from './simulator';

describe('secretsIn', () => {
  const simulator = createCloudSimulator();
  const { awsCredentials, pulumiTokens } = loadDemoData(simulator);
  const { yaml } = simulator.pulumi.putEnvironment({
    organization: 'acme',
    project: 'payments',
    name: 'prod-api',
    yaml: `${
      simulator.pulumi.environment('acme/payments/prod-api')!.yaml
    }  password:\n    fn::secret: correct horse\n`,
  });
  const [, ciphertext] = /ciphertext: (\S+)\}/.exec(yaml)!;

  it.each([
    ['secret access key', awsCredentials.secretAccessKey],
    ['Pulumi access token', pulumiTokens.open],
    ['secret in plaintext', 'correct horse'],
    ['secret in ciphertext', ciphertext],
  ])('finds a %s, also in a URL', (kind, secret) => {
    expect(simulator.secretsIn(`before ${secret} after`)).toEqual([kind]);
    expect(simulator.secretsIn(`?a=${encodeURIComponent(secret)}&b`)).toEqual([
      kind,
    ]);
  });

  it('finds tokens that somebody can sign in with', async () => {
    const token = await simulator.mintEnvironmentToken(
      'acme/payments/prod-api',
    );
    expect(simulator.secretsIn(`"${token}"`)).toEqual(['OIDC token']);
  });

  it('finds what sessions got', async () => {
    const { url, close } = await serveCloudSimulator(simulator);
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        RoleArn: 'arn:aws:iam::222222222222:role/payments-prod-api',
        RoleSessionName: 'test',
        WebIdentityToken: await simulator.mintEnvironmentToken(
          'acme/payments/prod-api',
        ),
      }),
    });
    expect(simulator.secretsIn(await response.text())).toEqual([
      'secret access key',
      'session token',
    ]);
    await close();
  });

  it('finds nothing in what anybody may know', () => {
    const known = [awsCredentials.accessKeyId, 'eyJ.eyJ.', 'fn::secret', ''];
    expect(simulator.secretsIn(known.join(' '))).toEqual([]);
  });
});

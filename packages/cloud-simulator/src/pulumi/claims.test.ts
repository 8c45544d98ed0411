import { createCloudSimulator } from '../simulator';
import { loginClaims } from './claims';

const O = 'pulumi:environments:org:contoso:env:';
const C = 'pulumi:environments:pulumi.organization.login:contoso';

const definition = (attributes: string[]) => `values:
  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::123456789012:role/example
          sessionName: session
          subjectAttributes: ${JSON.stringify(attributes)}
`;
const put = (
  simulator: ReturnType<typeof createCloudSimulator>,
  key: string,
  yaml: string,
) => {
  const [project, name] = key.split('/');
  simulator.pulumi.putEnvironment({
    organization: 'contoso',
    project,
    name,
    yaml,
  });
};
const start = () => {
  const simulator = createCloudSimulator();
  simulator.pulumi.addOrganization('contoso');
  return simulator;
};
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

const current = 'currentEnvironment.name';
const root = 'rootEnvironment.name';
const user = 'pulumi.user.login';

it.each<[string, string[], 'direct' | 'stack', string, string]>([
  [
    'project/development',
    [],
    'direct',
    'aws:contoso',
    `${O}project/development`,
  ],
  ['default/development', [], 'direct', 'contoso', `${O}development`],
  ['project/development', [], 'stack', 'aws:contoso', `${O}<yaml>`],
  [
    'project/development',
    [current, user],
    'direct',
    'aws:contoso',
    `${C}:${current}:project/development:${user}:personA`,
  ],
  [
    'project/development',
    [user, current],
    'direct',
    'aws:contoso',
    `${C}:${user}:personA:${current}:project/development`,
  ],
  [
    'project/development',
    [current],
    'stack',
    'aws:contoso',
    `${C}:${current}:project/development`,
  ],
  [
    'project/development',
    [root],
    'stack',
    'aws:contoso',
    `${C}:${root}:project/development`,
  ],
  [
    'default/development',
    [current, user],
    'direct',
    'contoso',
    `${C}:${current}:development:${user}:personA`,
  ],
  [
    'default/development',
    [root],
    'direct',
    'contoso',
    `${C}:${root}:development`,
  ],
  [
    'p/e',
    ['pulumi.token.type', 'pulumi.token.team'],
    'direct',
    'aws:contoso',
    `${C}:pulumi.token.type:personal:pulumi.token.team:`,
  ],
])('%s with %j, %s: %s %s', async (key, attributes, opening, aud, sub) => {
  const simulator = start();
  put(simulator, key, definition(attributes));
  const token = await simulator.mintEnvironmentToken(`contoso/${key}`, {
    user: 'personA',
    opening,
  });
  expect(claimsOf(token)).toMatchObject({
    iss: 'https://api.pulumi.com/oidc',
    aud,
    sub,
    trigger_user: 'personA',
  });
});

it('follows imports: root is the opened one, current is as written', async () => {
  const simulator = start();
  put(simulator, 'default/logins', definition([root, current]));
  put(simulator, 'app/prod', 'imports: [logins]\n');
  const token = await simulator.mintEnvironmentToken('contoso/app/prod');
  expect(claimsOf(token)).toMatchObject({
    aud: 'contoso',
    sub: `${C}:${root}:app/prod:${current}:logins`,
  });
  put(simulator, 'default/logins', definition([]));
  const plain = await simulator.mintEnvironmentToken('contoso/app/prod');
  expect(claimsOf(plain).sub).toBe(`${O}app/prod`);
});

it('names the organization as the user of team and organization tokens', () => {
  const place = { project: 'p', current: 'p/e', root: 'p/e', opened: 'p/e' };
  const attributes = [user, 'pulumi.token.type', 'pulumi.token.team'];
  const opener = { organization: 'contoso', login: 'personA' };
  const subject = (tokenType: 'team' | 'organization') =>
    loginClaims(place, { ...opener, tokenType, team: 'ops' }, attributes)
      .subject;
  expect(subject('team')).toBe(
    `${C}:${user}:contoso:pulumi.token.type:team:pulumi.token.team:ops`,
  );
  expect(subject('organization')).toBe(
    `${C}:${user}:contoso:pulumi.token.type:organization:pulumi.token.team:`,
  );
});

it('asks which login is meant when there are several', async () => {
  const simulator = start();
  const two = definition([]).replace('login:', 'other:');
  put(
    simulator,
    'p/e',
    `${definition([])}${two.replace('values:\n  aws:\n', '')}`,
  );
  await expect(simulator.mintEnvironmentToken('contoso/p/e')).rejects.toThrow(
    /its logins are: aws.login, aws.other/,
  );
  await simulator.mintEnvironmentToken('contoso/p/e', {
    loginPath: 'aws.other',
  });
  await expect(
    simulator.mintEnvironmentToken('contoso/p/missing'),
  ).rejects.toThrow('There is no environment contoso/p/missing');
});

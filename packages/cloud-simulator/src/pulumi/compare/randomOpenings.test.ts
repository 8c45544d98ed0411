import { anonymous, ofEnvironment } from '../opening/opener';
import type { LoginAttempt } from '../opening/context';
import { evaluateDefinition } from '../opening/evaluate';
import { compareClaims } from './compareClaims';
import { placeOf } from './possibleClaims';
import type { RandomOpening } from './randomOpenings';
import { randomOpenings } from './randomOpenings';

/** Opens for real: the environments of the way import one another. */
async function attemptOf(random: RandomOpening): Promise<LoginAttempt> {
  const { way, byStack, opener, subjectAttributes } = random;
  const importing = (index: number) =>
    `imports: [${JSON.stringify(way[index].asWritten)}]\n`;
  const texts = new Map(
    way.map(({ project, name }, index) => [
      `${project}/${name}`,
      index < way.length - 1
        ? importing(index + 1)
        : JSON.stringify({
            values: {
              login: {
                'fn::open::aws-login': {
                  oidc: {
                    roleArn: 'arn:aws:iam::123456789012:role/example',
                    sessionName: 'session',
                    subjectAttributes,
                  },
                },
              },
            },
          }),
    ]),
  );
  const [first] = way;
  const { key, yaml, place } = byStack
    ? anonymous(importing(0))
    : ofEnvironment(first, texts.get(`${first.project}/${first.name}`)!);
  const attempts: LoginAttempt[] = [];
  await evaluateDefinition(key, yaml, place, {
    opener,
    readEnvironment: (project, name) => texts.get(`${project}/${name}`),
    decrypt: () => undefined,
    login: async attempt => {
      attempts.push(attempt);
      return { accessKeyId: '', secretAccessKey: '', sessionToken: '' };
    },
  });
  expect(attempts).toHaveLength(1);
  return attempts[0];
}

describe('random openings', () => {
  it('stand where a real opening stands', async () => {
    const next = randomOpenings(1);
    for (let i = 0; i < 300; i++) {
      const random = next();
      const { place, login } = await attemptOf(random);
      // Nothing of it is left out here.
      expect(place).toEqual(
        placeOf({ ...random, opening: { kind: 'direct' } }),
      );
      expect(login.subjectAttributes).toEqual(random.subjectAttributes ?? []);
    }
  });

  it('are of every kind', () => {
    const next = randomOpenings(2);
    const seen = new Set<string>();
    for (let i = 0; i < 5_000; i++) {
      const { byStack, way, opener, subjectAttributes, issuer } = next();
      seen.add(`${byStack ? 'stack' : 'direct'} ${Math.min(way.length, 2)}`);
      seen.add(`${subjectAttributes?.length}`);
      seen.add(opener.tokenType);
      seen.add(issuer);
    }
    expect(seen.size).toBe(4 + 8 + 3 + 4);
  });
});

describe('compareClaims', () => {
  const direct: RandomOpening = {
    issuer: 'https://api.pulumi.com/oidc',
    environment: { organization: 'acme', project: 'default', name: 'e' },
    subjectAttributes: ['currentEnvironment.name'],
    opener: { organization: 'acme', login: 'u', tokenType: 'personal' },
    byStack: false,
    way: [
      { organization: 'acme', project: 'default', name: 'e', asWritten: 'e' },
    ],
    opening: { kind: 'direct' },
  };
  const claims = (shown: string, certainty: 'documented' | 'inferred') => ({
    issuer: direct.issuer,
    audience: 'acme',
    subject: [
      'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:',
      shown,
    ],
    certainty,
  });
  const documented = claims('e', 'documented');
  const inferred = claims('default/e', 'inferred');

  it('agrees with all claims that are possible', () => {
    expect(compareClaims(direct, () => [documented, inferred])).toEqual({
      possible: 2,
      documented: 1,
    });
  });

  it.each([
    ['one is missing', [documented]],
    ['one is too many', [documented, inferred, claims('x', 'inferred')]],
    ['one comes twice', [documented, inferred, inferred]],
    [
      'a guess is called documented',
      [documented, claims('default/e', 'documented')],
    ],
    ['the issuer differs', [documented, { ...inferred, issuer: 'x' }]],
  ])('tells when %s', (_, expected) => {
    expect(compareClaims(direct, () => expected)).toHaveProperty('difference');
  });
});

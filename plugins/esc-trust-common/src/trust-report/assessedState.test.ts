import {
  AUD,
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { environment, GOOD, login, ROLE } from './__testUtils__/goodInput';
import { assessTrust, AssessTrustInput } from './assessTrust';

const O = 'pulumi:environments:org:contoso:env:';
const C = 'pulumi:environments:pulumi.organization.login:contoso:';
const OWN = `${C}currentEnvironment.name:project/development`;

const role = (statements: object | object[]) => ({
  role: {
    arn: ROLE,
    trustPolicy: policyOf(statements),
    maxSessionDuration: 3600,
  },
});
const assess = (changes: Partial<AssessTrustInput>) =>
  assessTrust({ ...GOOD, ...changes });

describe('which statements let others in', () => {
  const others = (statements: object[]) =>
    assess(role(statements))
      .findings.filter(f => f.code === 'others-admitted')
      .map(f => f.statement);
  const intruding = (Sid: string, name: string) => ({
    Sid,
    ...exactly('aws:contoso', `${O}project/${name}`),
  });

  it('is said of those that do, and of no other', () => {
    expect(
      others([
        { Sid: 'Own', ...exactly('aws:contoso', OWN) },
        intruding('One', 'x'),
        { ...intruding('Guard', 'z'), Effect: 'Deny' },
        {
          ...intruding('Elsewhere', 'y'),
          Principal: { Federated: `${PROVIDER}/v2` },
        },
        { ...intruding('Tags', 'y'), Action: 'sts:TagSession' },
        intruding('Two', 'y'),
      ]),
    ).toEqual(['One', 'Two']);
  });

  it('is not said of one whose strangers a Deny keeps out', () => {
    expect(
      others([
        intruding('Kept', 'z'),
        intruding('One', 'x'),
        { ...intruding('Guard', 'z'), Effect: 'Deny' },
      ]),
    ).toEqual(['One']);
  });
});

describe('what is intended', () => {
  const verdict = (changes: Partial<AssessTrustInput>) =>
    assess(changes).exposure.verdict;
  const noAttributes = login({ subjectAttributes: undefined });
  const byRoot = login({
    subjectAttributes: { literal: ['rootEnvironment.name'] },
  });
  const importer = { ...environment, name: 'importer' };

  it('is never the subject that all stacks share', () => {
    expect(
      verdict({
        ...role(
          exactly('aws:contoso', [`${O}project/development`, `${O}<yaml>`]),
        ),
        login: noAttributes,
        openings: [{ kind: 'direct' }, { kind: 'stack' }],
      }),
    ).toBe('wider');
  });

  it.each(['stack', 'import'] as const)(
    'is the root of an opening by %s, if that is in use',
    kind => {
      const changes = {
        ...role(
          exactly('aws:contoso', `${C}rootEnvironment.name:project/importer`),
        ),
        login: byRoot,
      };
      expect(verdict(changes)).not.toBe('intended');
      expect(
        verdict({ ...changes, openings: [{ kind, root: importer }] }),
      ).toBe('intended');
    },
  );

  it('is a shared subject only once that itself is accepted', () => {
    const legacy = {
      environment: { ...environment, project: 'default' },
      identityProvider: { clientIds: ['contoso'] },
      login: login({ subjectAttributes: { literal: ['pulumi.token.type'] } }),
      ...role(exactly('contoso', `${C}pulumi.token.type:team`)),
    };
    const fingerprint = (code: string) =>
      assess(legacy).findings.find(f => f.code === code)!.fingerprint;
    const accepting = (code: string) =>
      verdict({ ...legacy, acceptedFingerprints: [fingerprint(code)] });
    expect(accepting('legacy-default-project')).toBe('wider');
    expect(accepting('subject-shared')).toBe('intended');
  });

  it('is undecided while the policy or the login is not understood', () => {
    for (const changes of [
      { role: { arn: ROLE, trustPolicy: '{' } },
      { login: login({ subjectAttributes: { expression: '${a}' } }) },
      { login: login({ kind: 'static' }) },
    ]) {
      const { exposure, openings } = assess(changes);
      expect(exposure).toEqual({ verdict: 'undecided', witnesses: [] });
      expect(openings.map(o => o.decision)).toEqual(['unknown']);
    }
  });

  it('takes nobody for an intruder whom the policy keeps out', () => {
    const report = assess({
      ...role(exactly('aws:contoso', 'x')),
      isIntended: false,
    });
    expect([report.status, report.exposure.verdict]).toEqual([
      'untrusted',
      'intended',
    ]);
  });
});

describe('openings', () => {
  it('are denied by an explicit Deny as by no Allow', () => {
    const { openings } = assess(
      role([
        exactly('aws:contoso', OWN),
        { Effect: 'Deny', ...when({ StringLike: { [SUB]: '*' } }) },
      ]),
    );
    expect(openings.map(o => o.decision)).toEqual(['deny']);
  });

  it('name the environment that opens this one', () => {
    const root = { ...environment, name: 'importer' };
    const { openings } = assess({
      openings: [
        { kind: 'direct' },
        { kind: 'import', root },
        { kind: 'stack' },
      ],
    });
    expect(openings.map(o => [o.opening, o.opener])).toEqual([
      ['direct', undefined],
      ['import', 'contoso/project/importer'],
      ['stack', undefined],
    ]);
    expect(openings.map(o => Object.hasOwn(o, 'opener'))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('are mended by an attribute, beside those that are there', () => {
    const { findings } = assess({
      login: login({
        subjectAttributes: {
          literal: ['rootEnvironment.name', 'pulumi.user.login'],
        },
      }),
      ...role(
        when({
          StringEquals: { [AUD]: 'aws:contoso' },
          StringLike: {
            [SUB]: `${C}rootEnvironment.name:project/development:*`,
          },
        }),
      ),
      openings: [
        { kind: 'import', root: { ...environment, name: 'importer' } },
      ],
    });
    expect(findings.find(f => f.code === 'opening-denied')?.message).toContain(
      'set subjectAttributes: [currentEnvironment.name, pulumi.user.login] in',
    );
  });

  it('are mended too when the direct one depends on the user', () => {
    const { findings } = assess({
      login: login({
        subjectAttributes: {
          literal: ['currentEnvironment.name', 'pulumi.user.login'],
        },
      }),
      ...role(exactly('aws:contoso', `${OWN}:pulumi.user.login:personA`)),
      openings: [{ kind: 'stack', importedAs: 'project/development@3' }],
    });
    expect(findings.map(f => f.code)).toContain('opening-denied');
  });
});

describe("the role's account", () => {
  const arn = PROVIDER;
  const gates = (changes: Partial<AssessTrustInput>) =>
    Object.fromEntries(
      assess({
        identityProvider: { arn, clientIds: ['aws:contoso'] },
        ...changes,
      }).gates.map(g => [g.gate, g.outcome]),
    );

  it.each<[string, Partial<AssessTrustInput>]>([
    [
      'that the mapping recorded',
      { login: undefined, role: undefined, roleArn: ROLE },
    ],
    ['that the login names', { role: undefined }],
    ['that was read', { login: undefined }],
  ])('is that of the role %s', (_, changes) => {
    const role_ =
      'role' in changes || !changes.roleArn ? {} : { role: undefined };
    expect(gates({ ...role_, ...changes })['identity-provider']).toBe('pass');
  });

  it.each<[string, Partial<AssessTrustInput>]>([
    ['nobody names one', { login: null, role: undefined }],
    [
      'its name is no ARN',
      { login: undefined, role: undefined, roleArn: `x${ROLE}` },
    ],
    [
      'the login is an expression',
      {
        login: login({ roleArn: { expression: '${r}' } }),
        role: undefined,
      },
    ],
  ])('is not known when %s', (_, changes) => {
    expect(gates(changes)['identity-provider']).toBe('unknown');
  });

  it('has no audiences in the provider of another account', () => {
    const other = PROVIDER.replace('123456789012', '999999999999');
    expect(
      gates({ identityProvider: { arn: other, clientIds: [] } }),
    ).toMatchObject({ 'identity-provider': 'fail', audience: 'unknown' });
  });
});

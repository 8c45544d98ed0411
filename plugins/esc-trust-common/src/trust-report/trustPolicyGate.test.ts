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
import { Gate } from './types';

/** What the user reads at one gate. */
function atGate(gate: Gate, changes: Partial<AssessTrustInput> = {}) {
  const found = assessTrust({ ...GOOD, ...changes }).gates.find(
    g => g.gate === gate,
  )!;
  return [found.outcome, found.message];
}

describe('the gate of the trust policy names what decided', () => {
  const OWN =
    'pulumi:environments:pulumi.organization.login:contoso:currentEnvironment.name:project/development';
  const DEFAULT = 'pulumi:environments:org:contoso:env:project/development';
  const role = (statements: object | object[]) => ({
    role: {
      arn: ROLE,
      trustPolicy: policyOf(statements),
      maxSessionDuration: 3600,
    },
  });
  const gate = (
    statements: object | object[],
    changes: Partial<AssessTrustInput> = {},
  ) => atGate('trust-policy', { ...role(statements), ...changes });
  const deny = (Sid: string, subject: string) => ({
    Sid,
    Effect: 'Deny',
    ...when({ StringLike: { [SUB]: subject } }),
  });

  // User Guide, evaluation logic: an explicit deny wins.
  it('the Deny that applies, not another one', () => {
    expect(
      gate([
        { Sid: 'Admits', ...exactly('aws:contoso', OWN) },
        deny('Others', 'x*'),
        deny('Guard', 'pulumi:*'),
      ]),
    ).toEqual([
      'fail',
      expect.stringContaining(`${OWN}: statement Guard, principal, action`),
    ]);
  });

  it('the Allow that came nearest: it failed at a condition', () => {
    const [outcome, message] = gate([
      deny('Guard', 'x*'),
      { Sid: 'Users', Principal: { AWS: '111111111111' } },
      { Sid: 'Tags', Action: 'sts:TagSession' },
      { Sid: 'Near', ...exactly('aws:contoso', 'other') },
      { Sid: 'Later', ...exactly('aws:contoso', 'another') },
    ]);
    expect(outcome).toBe('fail');
    expect(message).toContain(
      `statement Near, StringEquals ${SUB} expects "other"; the token says "${OWN}". AWS says "`,
    );
  });

  it.each<[string, object, string]>([
    [
      'its principal',
      { Principal: { AWS: '111111111111' } },
      `statement Only, its principal isn't ${PROVIDER}`,
    ],
    [
      'its actions',
      { Action: 'sts:AssumeRole' },
      "statement Only, its actions don't cover sts:AssumeRoleWithWebIdentity",
    ],
  ])('an Allow that failed at %s, when none came nearer', (_, only, words) => {
    const [, message] = gate([deny('Guard', 'x*'), { Sid: 'Only', ...only }]);
    expect(message).toContain(words);
  });

  it('nothing, when there is no Allow at all', () => {
    expect(gate(deny('Guard', 'x*'))).toEqual([
      'fail',
      expect.stringMatching(/: no statement allows it\. AWS says "[^"]*"\.$/),
    ]);
  });

  it('says nothing of an opening when it is the plain one', () => {
    const [, message] = gate(exactly('aws:contoso', 'x'));
    expect(message).toContain(`the subject ${OWN}: statement #0`);
  });

  it('the stack that opens it, and what mends that', () => {
    const [outcome, message] = gate(exactly('aws:contoso', DEFAULT), {
      login: login({ subjectAttributes: undefined }),
      openings: [{ kind: 'direct' }, { kind: 'stack' }],
    });
    expect(outcome).toBe('fail');
    expect(message).toMatch(
      /<yaml> when opened through a stack: .*subjectAttributes/s,
    );
  });

  it('the import that opens it, if another environment is then the root', () => {
    const [outcome, message] = gate(
      exactly('aws:contoso', OWN.replace('current', 'root')),
      {
        login: login({
          subjectAttributes: { literal: ['rootEnvironment.name'] },
        }),
        openings: [
          { kind: 'direct' },
          { kind: 'import', root: { ...environment, name: 'importer' } },
        ],
      },
    );
    expect(outcome).toBe('fail');
    expect(message).toMatch(
      /project\/importer when opened through an? import:/,
    );
  });

  it('says for whose sake an admission depends', () => {
    const [outcome, message] = gate(
      exactly('aws:contoso', `${OWN}:pulumi.user.login:personA`),
      {
        login: login({
          subjectAttributes: {
            literal: ['currentEnvironment.name', 'pulumi.user.login'],
          },
        }),
      },
    );
    expect(outcome).toBe('pass');
    expect(message).toContain('depends on who opens the environment');
  });

  // The legacy project may show in the claim or not: both must be admitted.
  it('leaves undecided what only some of the possible subjects pass', () => {
    const legacy = {
      environment: { ...environment, project: 'default' },
      identityProvider: { clientIds: ['contoso'] },
    };
    const subjects = assessTrust({ ...GOOD, ...legacy }).openings.map(
      o => o.subject,
    );
    expect(subjects).toHaveLength(2);
    for (const subject of subjects) {
      expect(gate(exactly('contoso', subject), legacy)).toEqual([
        'unknown',
        expect.stringContaining("can't be decided"),
      ]);
    }
    expect(gate(exactly('contoso', subjects), legacy)[0]).toBe('pass');
  });

  it('takes an audience pattern for no reason to refuse', () => {
    expect(
      gate(
        when({ StringLike: { [AUD]: 'aws:*' }, StringEquals: { [SUB]: OWN } }),
      )[0],
    ).toBe('pass');
  });
});

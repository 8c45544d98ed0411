import {
  assessTrust,
  SUBJECT_ATTRIBUTES,
} from '@internal/backstage-plugin-esc-trust-common';
import { evaluateLab, labFacts } from './evaluateLab';
import { LAB_EXAMPLES, LabExample } from './labExamples';
import { EMPTY_LAB, LabInput, LabProblems } from './labInput';

const CORRECT = LAB_EXAMPLES.correct;

const verdictOf = (input: LabInput) => {
  const { report } = evaluateLab(input);
  const failing = report?.gates.find(({ outcome }) => outcome !== 'pass');
  return [report?.status, failing?.gate];
};

describe('evaluateLab', () => {
  it.each<[LabExample, string, string | undefined]>([
    ['correct', 'trusted', undefined],
    ['wildcard', 'over-permissive', undefined],
    ['audience', 'untrusted', 'trust-policy'],
    ['subject', 'over-permissive', undefined],
    ['deny', 'untrusted', 'trust-policy'],
    ['user', 'conditional', undefined],
    ['stack', 'untrusted', 'trust-policy'],
  ])('judges the example "%s": %s', (name, status, gate) => {
    expect(verdictOf(LAB_EXAMPLES[name])).toEqual([status, gate]);
  });

  it.each<[string, Partial<LabInput>, string, string | undefined]>([
    ['another environment', { name: 'dev' }, 'untrusted', 'trust-policy'],
    [
      'the same, with the other as intended',
      { name: 'dev', intended: 'acme/payments/prod' },
      'untrusted',
      'trust-policy',
    ],
    [
      'other subject attributes',
      { subjectAttributes: [] },
      'untrusted',
      'trust-policy',
    ],
    [
      'a missing identity provider',
      { identityProvider: 'missing' },
      'untrusted',
      'identity-provider',
    ],
    [
      'an unknown identity provider',
      { identityProvider: 'unknown' },
      'unknown',
      'identity-provider',
    ],
    ['other client IDs', { clientIds: 'aws:other' }, 'untrusted', 'audience'],
    [
      'several client IDs',
      { clientIds: 'aws:other, x\naws:acme' },
      'trusted',
      undefined,
    ],
    [
      'the identity provider of another account',
      {
        identityProviderArn:
          'arn:aws:iam::999999999999:oidc-provider/api.pulumi.com/oidc',
      },
      'untrusted',
      'trust-policy',
    ],
    ['too long a login', { duration: '3h' }, 'untrusted', 'session-duration'],
    [
      'a role whose maximum isn’t known',
      { maxSessionDuration: '' },
      'unknown',
      'session-duration',
    ],
    [
      'a role that allows as much',
      { duration: '3h', maxSessionDuration: '10800' },
      'trusted',
      undefined,
    ],
    [
      'another issuer',
      { issuer: 'https://pulumi.example.com/oidc' },
      'untrusted',
      'trust-policy',
    ],
    [
      'the URL-encoded policy',
      { trustPolicy: encodeURIComponent(CORRECT.trustPolicy) },
      'trusted',
      undefined,
    ],
  ])('judges %s', (_, change, status, gate) => {
    expect(verdictOf({ ...CORRECT, ...change })).toEqual([status, gate]);
  });

  it('takes a second environment for a stranger until it is intended', () => {
    const policy = CORRECT.trustPolicy.replace(
      /"api.pulumi.com\/oidc:sub": "(.*)"/,
      '"api.pulumi.com/oidc:sub": ["$1", "$1-eu"]',
    );
    const both = { ...CORRECT, trustPolicy: policy };
    expect(verdictOf(both)[0]).toBe('over-permissive');
    expect(verdictOf({ ...both, intended: 'acme/payments/prod-eu' })[0]).toBe(
      'trusted',
    );
  });

  it('says the same as the engine', () => {
    for (const example of Object.values(LAB_EXAMPLES)) {
      expect(evaluateLab(example).report).toEqual(
        assessTrust(labFacts(example)),
      );
    }
  });

  it('judges nothing without a trust policy', () => {
    const { report, policyProblems } = evaluateLab({
      ...CORRECT,
      trustPolicy: ' \n',
    });
    expect(report).toBeUndefined();
    expect(policyProblems).toEqual([]);
  });

  it.each<[string, string, string, number?, number?]>([
    ['broken JSON', '{\n  "Version": ,\n}', 'syntax', 2, 14],
    ['a key twice', '{"Version": "x", "Version": "y"}', 'duplicate-key', 1, 18],
    [
      'a broken rule',
      '{"Version": "2012-10-17",\n "Statement": []}',
      'grammar',
      2,
      2,
    ],
  ])('points at %s, and never trusts it', (_, text, kind, line, column) => {
    const { policyProblems, report } = evaluateLab({
      ...CORRECT,
      trustPolicy: text,
    });
    expect(policyProblems[0]).toMatchObject({
      kind,
      position: { line, column },
    });
    expect(report?.status).not.toBe('trusted');
  });

  it.each<[Partial<LabInput>, LabProblems]>([
    [{ organization: '' }, { organization: 'name' }],
    [{ project: 'a/b' }, { project: 'name' }],
    [{ name: '..' }, { name: 'name' }],
    [{ openings: [] }, { openings: 'opening' }],
    [
      { openings: ['import'], importRoot: 'acme/x' },
      { importRoot: 'environment' },
    ],
    [{ openings: ['stack'], stackRoot: 'x' }, { stackRoot: 'environment' }],
    [{ issuer: 'api.pulumi.com/oidc' }, { issuer: 'issuer' }],
    [{ issuer: 'https://a b/oidc' }, { issuer: 'issuer' }],
    [
      { identityProviderArn: 'arn:aws:iam::1:x' },
      { identityProviderArn: 'arn' },
    ],
    [{ maxSessionDuration: '60' }, { maxSessionDuration: 'seconds' }],
    [{ maxSessionDuration: '1h' }, { maxSessionDuration: 'seconds' }],
    [{ intended: 'acme/payments/dev x' }, { intended: 'environments' }],
  ])('judges nothing while a field is wrong: %j', (change, problems) => {
    const evaluation = evaluateLab({ ...CORRECT, ...change });
    expect(evaluation.problems).toEqual(problems);
    expect(evaluation.report).toBeUndefined();
  });

  it('leaves alone what an opening that isn’t in use would need', () => {
    expect(evaluateLab({ ...CORRECT, importRoot: 'x' }).problems).toEqual({});
  });

  it.each([
    ['of the policy', {}, '111122223333'],
    [
      'that is named',
      {
        identityProviderArn:
          'arn:aws:iam::999999999999:oidc-provider/api.pulumi.com/oidc',
      },
      '999999999999',
    ],
    ['of AWS’s examples, without any', { trustPolicy: '' }, '111122223333'],
  ])('takes the account %s', (_, change, account) => {
    expect(evaluateLab({ ...CORRECT, ...change }).identityProviderArn).toBe(
      `arn:aws:iam::${account}:oidc-provider/api.pulumi.com/oidc`,
    );
  });

  it('answers to any input', () => {
    const texts = [
      '',
      '{',
      '[]',
      'null',
      '"x"',
      '%7B',
      '{"Statement":{}}',
      '💥',
    ];
    for (const trustPolicy of texts) {
      for (const attribute of [...SUBJECT_ATTRIBUTES, 'nonsense', '']) {
        const { report } = evaluateLab({
          ...EMPTY_LAB,
          organization: 'acme',
          project: 'default',
          name: 'x',
          trustPolicy,
          subjectAttributes: [attribute, attribute],
          openings: ['direct', 'import', 'stack'],
          duration: trustPolicy,
        });
        expect(report?.status).not.toBe('trusted');
      }
    }
  });
});

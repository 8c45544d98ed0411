import {
  assessTrust,
  EnvironmentRef,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  HIDDEN,
  hideInReport,
  hideOthers,
  othersInReport,
  othersInTexts,
} from './hideNames';

const own: EnvironmentRef = {
  organization: 'acme',
  project: 'payments',
  name: 'prod',
};
const legacy = { organization: 'acme', project: 'default', name: 'old' };
const PLAIN = 'pulumi:environments:org:acme:env:';
const CUSTOM = 'pulumi:environments:pulumi.organization.login:acme';

describe('hideOthers', () => {
  it.each([
    ['a default subject', `${PLAIN}ledger/secret`, `${PLAIN}${HIDDEN}`],
    [
      'a name in single quotes',
      "Pulumi Cloud: environment 'acme/ledger/secret' is locked",
      `Pulumi Cloud: environment '${HIDDEN}' is locked`,
    ],
    [
      'whose something is',
      'acme/ledger/secret’s definition can’t be read',
      `${HIDDEN}’s definition can’t be read`,
    ],
    [
      'a name in brackets',
      'It imports another one (acme/ledger/secret).',
      `It imports another one (${HIDDEN}).`,
    ],
    ['a legacy one', `${PLAIN}secret`, `${PLAIN}${HIDDEN}`],
    [
      'a custom subject',
      `${CUSTOM}:currentEnvironment.name:ledger/secret:pulumi.user.login:ann`,
      `${CUSTOM}:currentEnvironment.name:${HIDDEN}:pulumi.user.login:ann`,
    ],
    [
      'its root beside the own name',
      `${CUSTOM}:rootEnvironment.name:ledger/secret@3:currentEnvironment.name:payments/prod`,
      `${CUSTOM}:rootEnvironment.name:${HIDDEN}:currentEnvironment.name:payments/prod`,
    ],
    [
      'the same name in another organization',
      'pulumi:environments:org:contoso:env:payments/prod',
      `pulumi:environments:org:contoso:env:${HIDDEN}`,
    ],
    [
      'a pattern of another project',
      `The subject "${PLAIN}ledger/sec*" is a pattern.`,
      `The subject "${PLAIN}${HIDDEN}" is a pattern.`,
    ],
    [
      'values that a policy expects',
      `it expects "${PLAIN}ledger/secret" or "${PLAIN}payments/prod"; it is`,
      `it expects "${PLAIN}${HIDDEN}" or "${PLAIN}payments/prod"; it is`,
    ],
    [
      'a part of a subject in any case',
      'expects "*:ENV:ledger/secret"',
      `expects "*:ENV:${HIDDEN}"`,
    ],
    ['a part of a subject', 'expects "*ledger/secret"', `expects "${HIDDEN}"`],
    [
      'a name at the end of a sentence',
      'It is opened through acme/ledger/secret.',
      `It is opened through ${HIDDEN}.`,
    ],
    [
      'a subject at the end of a sentence',
      `It sends ${PLAIN}ledger/secret.`,
      `It sends ${PLAIN}${HIDDEN}.`,
    ],
  ])('hides %s', (_, text, expected) => {
    expect(hideOthers(text, [own, legacy])).toBe(expected);
  });

  it.each([
    ['the own name', 'The definition of acme/payments/prod has no login.'],
    ['the own subject', `It admits the subject ${PLAIN}payments/prod.`],
    ['a legacy name', `${PLAIN}old`],
    ['its longer form', `${CUSTOM}:currentEnvironment.name:default/old`],
    ['a version of it', `${CUSTOM}:rootEnvironment.name:payments/prod@stable`],
    ['what every stack sends', `${PLAIN}<yaml>`],
    ['a placeholder', `${CUSTOM}:rootEnvironment.name:{rootEnvironment.name}`],
    ['a pattern that covers a known name', `"${PLAIN}payments/*"`],
    ['a pattern of everything', 'expects "pulumi:environments:org:*"'],
    ['a made-up name', `${PLAIN}payments/some-environment`],
    [
      'a made-up stranger',
      'pulumi:environments:org:another-organization:env:some-project/some-environment',
    ],
    ['a role', 'It points at arn:aws:iam::111111111111:role/pulumi-esc/x/y.'],
    [
      'an identity provider',
      'AWS says "No provider for https://api.pulumi.com/oidc/a".',
    ],
  ])('leaves %s', (_, text) => {
    expect(hideOthers(text, [own, legacy])).toBe(text);
  });

  it('takes no longer for a hostile text', () => {
    const text = `"${'.'.repeat(50_000)}x ${':env:'.repeat(10_000)}"`;
    const start = performance.now();
    hideOthers(text, [own]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('othersInTexts', () => {
  it('tells names from parts of names', () => {
    expect(
      othersInTexts(
        [`${PLAIN}ledger/secret`, `${PLAIN}payments/prod`, `${PLAIN}led*`],
        [own],
      ),
    ).toEqual({
      any: true,
      environments: [
        { organization: 'acme', project: 'ledger', name: 'secret' },
      ],
    });
  });

  it('finds nothing where there is nothing', () => {
    expect(othersInTexts([`${PLAIN}payments/prod`], [own])).toEqual({
      any: false,
      environments: [],
    });
  });
});

describe('hideInReport', () => {
  const provider =
    'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
  const reportFor = (subjects: string[]): TrustReport =>
    assessTrust({
      environment: own,
      login: {
        path: 'aws.login',
        kind: 'oidc',
        roleArn: { literal: 'arn:aws:iam::111111111111:role/pay' },
        sessionName: { literal: 'pulumi' },
        position: { line: 1, column: 1 },
      },
      openings: [
        {
          kind: 'import',
          root: { organization: 'acme', project: 'ledger', name: 'secret' },
        },
      ],
      identityProvider: { clientIds: ['aws:acme'] },
      role: {
        arn: 'arn:aws:iam::111111111111:role/pay',
        maxSessionDuration: 7200,
        trustPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRoleWithWebIdentity',
              Principal: { Federated: provider },
              Condition: {
                StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' },
                StringLike: { 'api.pulumi.com/oidc:sub': subjects },
              },
            },
          ],
        },
      },
    });

  it.each([
    ['a witness', [`${PLAIN}payments/prod`, `${PLAIN}vault/secret`]],
    ['a finding', [`${PLAIN}ledger/secret-*`]],
    ['a gate', [`${PLAIN}ledger/secret`]],
  ])('leaves no name in %s', (_, subjects) => {
    const report = reportFor(subjects);
    expect(JSON.stringify(report)).toContain('secret');
    expect(othersInReport(report, [own]).any).toBe(true);
    const hidden = hideInReport(report, [own]);
    expect(JSON.stringify(hidden)).not.toMatch(/secret|ledger|vault/);
    expect(hidden.status).toBe(report.status);
    expect(othersInReport(hidden, [own]).any).toBe(false);
  });

  it('says of a witness that it is kept back', () => {
    const subjects = [`${PLAIN}payments/prod`, `${PLAIN}vault/secret`];
    const { exposure } = hideInReport(reportFor(subjects), [own]);
    expect(exposure.witnesses).toEqual([
      {
        audience: 'aws:acme',
        subject: `${PLAIN}${HIDDEN}`,
        why: 'Another environment, whose name you may not read, can assume this role.',
      },
    ]);
  });

  it('leaves a report that names nobody else as it is', () => {
    const report = reportFor([`${PLAIN}payments/prod`]);
    const secret = { organization: 'acme', project: 'ledger', name: 'secret' };
    expect(hideInReport(report, [own, secret])).toEqual(report);
  });
});

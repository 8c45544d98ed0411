import { exampleMapping } from '../../testing/exampleMapping';
import { exampleRole } from '../../testing/exampleRole';
import { roleAccess } from './roleAccess';

const PROD = exampleMapping('acme/payments/prod');
const { audience, subject } = PROD.trust.claims;

const opening = (
  kind: 'direct' | 'import' | 'stack',
  decision: 'allow' | 'deny' | 'depends' = 'allow',
  token = { audience, subject },
) => ({
  opening: kind,
  ...token,
  certainty: 'documented' as const,
  decision,
});

const mapped = (
  environment: string,
  trust: Parameters<typeof exampleMapping>[1] = {},
  rest: Parameters<typeof exampleMapping>[2] = {},
) => {
  const { claims } = exampleMapping(environment).trust;
  return exampleMapping(
    environment,
    { openings: [opening('direct', 'allow', claims)], ...trust },
    rest,
  );
};

const names = (rows: ReturnType<typeof roleAccess>) =>
  rows.map(({ who }) =>
    who.kind === 'environment' ? who.name : who.sentence.kind,
  );

describe('roleAccess', () => {
  it('names the statement that lets an environment in', () => {
    const role = exampleRole({ mappings: [mapped('acme/payments/prod')] });
    expect(roleAccess(role)).toEqual([
      {
        id: 'acme/payments/prod',
        who: {
          kind: 'environment',
          name: 'acme/payments/prod',
          mapping: role.mappings[0],
        },
        access: 'works',
        openings: ['direct'],
        statements: ['PaymentsProd'],
        isIntended: true,
      },
    ]);
  });

  it('names no statement of a policy that isn’t known', () => {
    const [row] = roleAccess(
      exampleRole({
        mappings: [mapped('acme/payments/prod')],
        trustPolicy: undefined,
      }),
    );
    expect(row.statements).toEqual([]);
  });

  it('counts those openings only that get in', () => {
    const [row] = roleAccess(
      exampleRole({
        mappings: [
          mapped('acme/payments/prod', {
            openings: [
              opening('direct'),
              opening('import', 'deny'),
              opening('stack', 'depends'),
            ],
          }),
        ],
      }),
    );
    expect(row.openings).toEqual(['direct', 'stack']);
  });

  it('puts those first that nobody intended, and those last that can’t', () => {
    const stranger = mapped('acme/shop/dev', {}, { source: 'discovered' });
    const { claims } = stranger.trust;
    stranger.trust.exposure = {
      verdict: 'wider',
      witnesses: [{ ...claims, why: 'Nobody agreed to it.' }],
    };
    const rows = roleAccess(
      exampleRole({
        mappings: [
          mapped('acme/payments/old', { access: 'fails' }),
          mapped('acme/payments/prod'),
          stranger,
        ],
        exposure: {
          verdict: 'wider',
          witnesses: [
            { ...claims, why: 'Nobody agreed to it.' },
            {
              audience: 'aws:acme',
              subject: 'pulumi:environments:org:acme:env:sandbox/x',
              why: 'Somebody else can.',
            },
          ],
        },
      }),
    );
    expect(names(rows)).toEqual([
      'environment',
      'acme/shop/dev',
      'acme/payments/prod',
      'acme/payments/old',
    ]);
    expect(rows.map(({ isIntended }) => isIntended)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('says that a witness stands for many, and which statement is to blame', () => {
    const [row] = roleAccess(
      exampleRole({
        mappings: [mapped('acme/payments/prod')],
        trustPolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: {
                Federated:
                  'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc',
              },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: {
                StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' },
              },
            },
          ],
        }),
        exposure: {
          verdict: 'wider',
          witnesses: [
            {
              audience: 'aws:acme',
              subject: 'pulumi:environments:org:acme:env:sandbox/x',
              why: 'Somebody else can.',
            },
          ],
        },
      }),
    );
    expect(row.who).toMatchObject({
      sentence: { kind: 'anyEnvironment', organization: 'acme' },
    });
    expect(row.statements).toEqual(['#0']);
  });

  it('says once what several witnesses show, with all statements to blame', () => {
    const to = (Sid: string, sub: string) => ({
      Sid,
      Effect: 'Allow',
      Principal: {
        Federated:
          'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc',
      },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' },
        StringLike: {
          'api.pulumi.com/oidc:sub': `pulumi:environments:org:acme:env:${sub}`,
        },
      },
    });
    const witness = (environment: string) => ({
      audience: 'aws:acme',
      subject: `pulumi:environments:org:acme:env:${environment}`,
      why: 'Others can.',
    });
    const rows = (...Statement: object[]) =>
      roleAccess(
        exampleRole({
          mappings: [mapped('acme/payments/prod')],
          trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement }),
          exposure: {
            verdict: 'wider',
            witnesses: [
              witness('some-project/some-environment'),
              witness('payments/some-environment'),
              witness('<yaml>'),
            ],
          },
        }),
      ).slice(0, -1);

    expect(names(rows(to('All', '*')))).toEqual(['anyEnvironment']);
    const both = rows(to('All', '*'), to('Stacks', '<yaml>'));
    expect(names(both)).toEqual(['anyEnvironment']);
    expect(both[0].statements).toEqual(['All', 'Stacks']);
    expect(
      names(rows(to('Own', 'payments/*'), to('Stacks', '<yaml>'))),
    ).toEqual(['otherProjects', 'anyOfProject', 'stack']);
  });

  it('never takes a discovered mapping for intended when it can’t get in', () => {
    const [row] = roleAccess(
      exampleRole({
        mappings: [
          mapped('acme/x/y', { access: 'fails' }, { source: 'discovered' }),
        ],
      }),
    );
    expect(row.isIntended).toBe(false);
  });

  it('names the login where an environment has two', () => {
    const rows = roleAccess(
      exampleRole({
        mappings: [
          mapped('acme/payments/prod'),
          mapped('acme/payments/prod', {}, { id: '2', loginPath: 'b.login' }),
        ],
      }),
    );
    expect(rows.map(({ who }) => 'login' in who && who.login)).toEqual([
      'aws.login',
      'b.login',
    ]);
  });
});

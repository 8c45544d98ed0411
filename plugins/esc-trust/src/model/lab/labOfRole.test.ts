import {
  claimsFor,
  renderSubject,
} from '@internal/backstage-plugin-esc-trust-common';
import { exampleMapping } from '../../testing/exampleMapping';
import { exampleRole } from '../../testing/exampleRole';
import { evaluateLab } from './evaluateLab';
import { labOfRole } from './labOfRole';

describe('labOfRole', () => {
  it('fills in a real role, which is judged as it is', () => {
    const input = labOfRole(exampleRole());
    expect(input).toMatchObject({
      organization: 'acme',
      project: 'payments',
      name: 'prod',
      subjectAttributes: ['currentEnvironment.name'],
      openings: ['direct'],
      issuer: '',
      identityProvider: 'known',
      clientIds: 'aws:acme',
      maxSessionDuration: '7200',
      intended: '',
    });
    expect(evaluateLab(input).report?.status).toBe('trusted');
  });

  it.each([
    [[]],
    [['currentEnvironment.name']],
    [['rootEnvironment.name', 'currentEnvironment.name']],
    [['currentEnvironment.name', 'pulumi.user.login', 'pulumi.token.type']],
    [['pulumi.organization.login', 'currentEnvironment.name']],
  ])('finds the subject attributes %j in the subject', subjectAttributes => {
    const mapping = exampleMapping('acme/payments/prod');
    const [claims] = claimsFor({
      environment: mapping.environment,
      login: { subjectAttributes },
    });
    mapping.trust.claims.subject = renderSubject(claims.subject);
    expect(labOfRole(exampleRole(), mapping).subjectAttributes).toEqual(
      subjectAttributes,
    );
  });

  it('takes other mappings for intended, but for discovered ones', () => {
    const mappings = [
      exampleMapping('acme/payments/prod'),
      exampleMapping('acme/payments/dev'),
      exampleMapping('acme/payments/x', {}, { source: 'discovered' }),
    ];
    expect(labOfRole(exampleRole({ mappings })).intended).toBe(
      'acme/payments/dev',
    );
    expect(labOfRole(exampleRole({ mappings }), mappings[1]).intended).toBe(
      'acme/payments/prod',
    );
  });

  it('takes over the openings, with who opens', () => {
    const mapping = exampleMapping(
      'acme/payments/prod',
      {},
      {
        openings: [
          { kind: 'direct' },
          {
            kind: 'import',
            root: { organization: 'acme', project: 'web', name: 'prod' },
          },
        ],
      },
    );
    expect(labOfRole(exampleRole(), mapping)).toMatchObject({
      openings: ['direct', 'import'],
      importRoot: 'acme/web/prod',
    });
  });

  it.each<[boolean | undefined, string]>([
    [true, 'known'],
    [false, 'missing'],
    [undefined, 'unknown'],
  ])('knows what is known of the identity provider: %p', (exists, expected) => {
    const [provider] = exampleRole().identityProviders;
    const identityProviders =
      exists === undefined ? [] : [{ ...provider, exists }];
    expect(labOfRole(exampleRole({ identityProviders })).identityProvider).toBe(
      expected,
    );
  });

  it('leaves a broken policy as it is', () => {
    const trustPolicy = '{"Version": "2012-10-17", "Version": "2012-10-17"}';
    expect(labOfRole(exampleRole({ trustPolicy })).trustPolicy).toBe(
      trustPolicy,
    );
  });

  it('fills in the environment where the role may not be read', () => {
    expect(
      labOfRole(undefined, exampleMapping('acme/payments/prod')),
    ).toMatchObject({
      name: 'prod',
      trustPolicy: '',
      identityProvider: 'unknown',
    });
  });

  it('fills in what there is of a role without mappings', () => {
    const input = labOfRole(exampleRole({ mappings: [] }));
    expect(input).toMatchObject({ organization: '', clientIds: 'aws:acme' });
    expect(input.trustPolicy).toContain('PaymentsProd');
  });
});

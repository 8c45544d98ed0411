import { randomFrom } from '../../random';
import type { PolicyDocument } from './document';
import type { TrustRequest } from './judge';

/**
 * A policy and requests to it, made to meet every rule of trust policies.
 *
 * @public
 */
export interface RandomTrustCase {
  /** The trust policy's document; it may break rules of AWS's grammar. */
  policy: PolicyDocument;
  /** Requests; every context key that is known is stated. */
  requests: Array<
    TrustRequest & {
      federated: string;
      claims: { aud: string; sub: string };
      context: Record<string, string | string[]>;
    }
  >;
}

const PROVIDER = 'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
const AUD = 'api.pulumi.com/oidc:aud';
const SUB = 'api.pulumi.com/oidc:sub';
const ORG = 'pulumi:environments:org:acme:env:';
const CUSTOM = 'pulumi:environments:pulumi.organization.login:acme';

const AUDIENCES = ['aws:acme', 'acme', 'AWS:acme', 'aws:*', '12', 'true'];
const SUBJECTS = [
  `${ORG}p/e`,
  `${ORG}p/f`,
  `${ORG}P/E`,
  `${ORG}<yaml>`,
  CUSTOM,
  `${CUSTOM}:currentEnvironment.name:p/e`,
  `${CUSTOM}:currentEnvironment.name:p/e:pulumi.user.login:u`,
  'pulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:write',
  'aws:acme',
  'b',
];

/** Keys of the context, each with values that a request may state. */
const CONTEXT: Record<string, Array<string | string[]>> = {
  'sts:RoleSessionName': ['acme', 'p/e', '12', 'a*'],
  'aws:SourceIp': [
    '10.0.0.1',
    '203.0.113.10',
    '2001:db8::1',
    '::ffff:10.0.0.1',
  ],
  'aws:CurrentTime': ['2026-11-23T12:00:00Z', '2026-11-23T13:00:00.5+01:00'],
  'aws:EpochTime': ['1795435200', '0'],
  'aws:SecureTransport': ['true', 'false', 'True'],
  'aws:PrincipalArn': ['arn:aws:iam::111111111111:role/a/b', 'arn:aws:x'],
  'x:number': ['10', '-2.5', '1e1', 'ten', ''],
  'x:list': [['acme', 'b'], ['12', '10'], ['aws:acme'], [], ['10.0.0.1', 'a']],
  'x:binary': ['QUJD', 'QUJE'],
};

const VALUES: Record<string, unknown[]> = {
  string: [
    ...AUDIENCES,
    ...SUBJECTS,
    ...[
      '*',
      'pulumi:*',
      `${ORG}*`,
      `${ORG}p/?`,
      'aws:*',
      '?cme',
      '',
      'a**b?',
      '*e*e',
    ],
    ...['*:*:*:*:*:*', 'pulumi:environments:*:acme:*:?/e', 'p/e*', '*e'],
  ],
  variable: [
    ...[`\${${AUD}}`, `\${${SUB}}`, `*\${${SUB}}`, `aws:\${x:none, 'acme'}`],
    ...['${x:none}', 'aws:${*}', '${?}cme', '${$}', '${sts:RoleSessionName}'],
    ...[`${ORG}\${sts:RoleSessionName}`, '${x:list}', '${aws:SourceIp}*', '${'],
    ...["${x:list, 'b'}", '${}', `\${ ${AUD} }`, '${x:number}${x:none}*'],
    ...['aws:acme${x:none}', `${ORG}p/e${'${x:none}'}`],
  ],
  numeric: [10, '10', '10.0', 12, -2.5, '1795435200', 'ten', '1e1', '', ' 10 '],
  date: [
    ...[
      '2026-11-23T12:00:00Z',
      '2027-01-01',
      '2026',
      '2026-02-30',
      '1795435200',
    ],
    ...['2026-11-23T12:00:00', 'yesterday', '2026-11-23T12:00:00.500Z', '0'],
  ],
  bool: ['true', 'false', true, false, 'TRUE', 'yes'],
  binary: ['QUJD', 'QUJE', 'acme'],
  ip: [
    ...['10.0.0.0/8', '10.0.0.1', '203.0.113.0/24', '0.0.0.0/0', '::/0'],
    ...['2001:db8::/32', '2001:DB8::1', '10.0.0.0/33', '10.0.0.0/', 'acme'],
    ...['10.0.0.77/24', '::ffff:0:0/96', '010.0.0.1', '10.0.0.0/8/8'],
  ],
  arn: ['arn:aws:iam::*:role/*', 'arn:aws:*', 'arn:*:iam::1*:role/?/b', '*:*'],
};

const OPERATORS: Array<[base: string, values: keyof typeof VALUES]> = [
  ...['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'].flatMap(
    base => [base, base].map(b => [b, 'string'] as [string, string]),
  ),
  ['StringEqualsIgnoreCase', 'string'],
  ['StringNotEqualsIgnoreCase', 'string'],
  ...['Equals', 'NotEquals', 'Like', 'NotLike'].map(
    end => [`Arn${end}`, 'arn'] as [string, string],
  ),
  ...['Numeric', 'Date'].flatMap(family =>
    [
      ...['Equals', 'NotEquals', 'LessThan', 'LessThanEquals'],
      ...['GreaterThan', 'GreaterThanEquals'],
    ].map(end => [family + end, family.toLowerCase()] as [string, string]),
  ),
  ['Bool', 'bool'],
  ['BinaryEquals', 'binary'],
  ['IpAddress', 'ip'],
  ['NotIpAddress', 'ip'],
  ['Null', 'bool'],
];

/** Keys whose values an operator can read, so that it is the values that decide. */
const FITTING_KEYS: Record<string, string[]> = {
  string: [AUD, AUD, SUB, SUB, 'sts:RoleSessionName', 'x:list'],
  arn: ['aws:PrincipalArn', 'aws:PrincipalArn', SUB],
  numeric: ['x:number', 'x:number', 'aws:EpochTime', 'x:list'],
  date: ['aws:CurrentTime', 'aws:CurrentTime', 'aws:EpochTime'],
  bool: ['aws:SecureTransport', 'aws:SecureTransport', 'x:none', 'x:list'],
  binary: ['x:binary'],
  ip: ['aws:SourceIp', 'aws:SourceIp', 'x:list'],
};

/**
 * Makes random policies and requests, to compare judges of trust policies.
 *
 * @param seed - a whole number; the same seed gives the same cases
 * @param requestsPerPolicy - how many requests come with each policy
 * @public
 */
export function randomTrustCases(
  seed: number,
  requestsPerPolicy = 20,
): () => RandomTrustCase {
  const { random, chance, oneOf, times } = randomFrom(seed);

  const value = (kind: string) => {
    const hasVariables = chance(kind === 'string' ? 0.25 : 0.08);
    return oneOf(VALUES[hasVariables ? 'variable' : kind]);
  };
  const values = (kind: string) =>
    chance(0.6)
      ? value(kind)
      : times(chance(0.1) ? 0 : 1 + Math.floor(random() * 3), () =>
          value(kind),
        );
  const key = (kind: string) => {
    const fitting = chance(0.8) ? FITTING_KEYS[kind] : undefined;
    const name = oneOf(
      fitting ?? [
        ...[AUD, SUB, 'x:none', 'api.pulumi.com/oidc/v2:sub'],
        ...['sts:ExternalId', 'sts:DurationSeconds', `${AUD}x`],
        ...Object.keys(CONTEXT),
      ],
    );
    return chance(0.1) ? name.toUpperCase() : name;
  };
  const operator = (): [string, string] => {
    const [base, kind] = oneOf(OPERATORS);
    const qualifier = chance(0.25)
      ? oneOf(['ForAllValues:', 'ForAnyValue:'])
      : '';
    const suffix = chance(0.15) && base !== 'Null' ? 'IfExists' : '';
    const name = qualifier + base + suffix;
    return [chance(0.03) ? name.toLowerCase() : name, kind];
  };
  const condition = () =>
    Object.fromEntries(
      times(Math.floor(random() * 3), () => {
        const [name, kind] = operator();
        const tests = times(chance(0.2) ? 2 : 1, () => [
          key(kind),
          values(kind),
        ]);
        return [name, Object.fromEntries(tests)];
      }),
    );
  const statement = () => ({
    Effect: chance(0.7) ? 'Allow' : 'Deny',
    Principal: chance(0.85)
      ? { Federated: chance(0.8) ? PROVIDER : ['x', PROVIDER] }
      : oneOf<unknown>([
          { Federated: `${PROVIDER}/v2` },
          { Federated: PROVIDER.replace('1111', '2222') },
          { AWS: 'arn:aws:iam::111111111111:root' },
          { AWS: '*' },
          { Federated: '*' },
          '*',
        ]),
    ...oneOf([
      ...times(4, () => ({ Action: 'sts:AssumeRoleWithWebIdentity' })),
      { Action: ['sts:TagSession', 'STS:assumerole*'] },
      { Action: 'sts:AssumeRole' },
      { Action: 'sts:AssumeRoleWith???Identity' },
      { NotAction: ['sts:AssumeRole', 'sts:Tag*'] },
    ]),
    Condition: condition(),
  });
  const request = () => ({
    federated: PROVIDER,
    action: chance(0.9) ? 'sts:AssumeRoleWithWebIdentity' : 'sts:TagSession',
    claims: { aud: oneOf(AUDIENCES), sub: oneOf(SUBJECTS) },
    context: Object.fromEntries(
      Object.entries(CONTEXT)
        // AWS's own keys are always present, those of others may be absent.
        .filter(([name]) => !name.startsWith('x:') || chance(0.8))
        .map(([name, list]) => [name, oneOf(list)]),
    ),
  });
  return () => ({
    policy: {
      ...oneOf([
        ...times(3, () => ({ Version: '2012-10-17' })),
        { Version: '2008-10-17' },
        {},
      ]),
      Statement: times(1 + Math.floor(random() * 3), statement),
    },
    requests: times(requestsPerPolicy, request),
  });
}

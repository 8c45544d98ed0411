import { AUD, SUB, when } from '../../__testUtils__/judging';

describe('policy variables', () => {
  const session = { 'sts:RoleSessionName': '${api.pulumi.com/oidc:sub}' };
  it.each<[string, object, string, string | null]>([
    [
      'a self-reference is always true',
      { StringEquals: { [SUB]: `\${${SUB}}` } },
      'allow',
      '2012-10-17',
    ],
    ['another key', { StringEquals: session }, 'deny', '2012-10-17'],
    [
      'literal in version 2008',
      { StringEquals: { [SUB]: `\${${SUB}}` } },
      'deny',
      '2008-10-17',
    ],
    [
      'literal without version',
      { StringEquals: { [SUB]: `\${${SUB}}` } },
      'deny',
      null,
    ],
    [
      'no value equals nothing',
      { StringLike: { [SUB]: '*${x:y}*' } },
      'deny',
      '2012-10-17',
    ],
    [
      'no value, inverted operator',
      { StringNotLike: { [SUB]: '*${x:y}*' } },
      'allow',
      '2012-10-17',
    ],
    [
      'default value',
      { StringEquals: { [AUD]: "aws:${x:y, 'acme'}" } },
      'allow',
      '2012-10-17',
    ],
    [
      'literal ${*}',
      { StringLike: { [AUD]: 'aws:${*}' } },
      'deny',
      '2012-10-17',
    ],
    [
      'multi-valued key',
      { StringLike: { [AUD]: '*${api.pulumi.com/oidc:amr}*' } },
      'deny',
      '2012-10-17',
    ],
    [
      'not in IpAddress',
      { IpAddress: { 'aws:SourceIp': '${aws:SourceIp}' } },
      'deny',
      '2012-10-17',
    ],
  ])('%s', (_, condition, expected, version) => {
    expect(when(condition, version)).toBe(expected);
  });
});

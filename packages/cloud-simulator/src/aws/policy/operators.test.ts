import {
  AUD,
  SUB,
  federated,
  policy,
  statement,
  when,
} from '../../__testUtils__/judging';
import { judgeTrustPolicy } from './judge';

describe('operators', () => {
  it.each<[string, object, string]>([
    [
      'StringEquals is case-sensitive',
      { StringEquals: { [AUD]: 'AWS:acme' } },
      'deny',
    ],
    [
      'StringEquals takes * literally',
      { StringEquals: { [AUD]: 'aws:*' } },
      'deny',
    ],
    [
      'StringEqualsIgnoreCase',
      { StringEqualsIgnoreCase: { [AUD]: 'AWS:Acme' } },
      'allow',
    ],
    [
      'StringEqualsIgnoreCase takes * literally',
      { StringEqualsIgnoreCase: { [AUD]: 'aws:*' } },
      'deny',
    ],
    [
      'StringLike * crosses / and :',
      { StringLike: { [SUB]: 'pulumi*prod' } },
      'allow',
    ],
    [
      'StringLike is case-sensitive',
      { StringLike: { [SUB]: 'PULUMI*' } },
      'deny',
    ],
    [
      'StringLike ? is one character',
      { StringLike: { [AUD]: 'aws:acm?' } },
      'allow',
    ],
    [
      'StringLike ? is not none',
      { StringLike: { [AUD]: 'aws:acme?' } },
      'deny',
    ],
    ['StringLike matches as a whole', { StringLike: { [AUD]: 'aws' } }, 'deny'],
    ['StringNotLike', { StringNotLike: { [AUD]: 'aws:*' } }, 'deny'],
    [
      'operator names in other cases [U]',
      { stringlike: { [AUD]: 'aws:*' } },
      'allow',
    ],
    ['NumericEquals', { NumericEquals: { 'x:number': '10.0' } }, 'allow'],
    ['NumericLessThan', { NumericLessThan: { 'x:number': 10 } }, 'deny'],
    [
      'NumericGreaterThanEquals',
      { NumericGreaterThanEquals: { 'x:number': 10 } },
      'allow',
    ],
    ['a non-number never matches', { NumericNotEquals: { [AUD]: 5 } }, 'deny'],
    [
      'DateLessThan, ISO 8601',
      { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
      'allow',
    ],
    [
      'DateGreaterThan, epoch',
      { DateGreaterThan: { 'aws:CurrentTime': '1000000000' } },
      'allow',
    ],
    [
      'DateGreaterThan, later',
      { DateGreaterThan: { 'aws:CurrentTime': '2027-01-01' } },
      'deny',
    ],
    ['Bool', { Bool: { 'aws:SecureTransport': true } }, 'allow'],
    ['Bool, false', { Bool: { 'aws:SecureTransport': 'false' } }, 'deny'],
    ['BinaryEquals', { BinaryEquals: { 'x:binary': 'QUJD' } }, 'allow'],
    [
      'IpAddress in a network',
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      'allow',
    ],
    [
      'IpAddress without prefix is one address',
      { IpAddress: { 'aws:SourceIp': '203.0.113.11' } },
      'deny',
    ],
    [
      'IpAddress of the other family',
      { IpAddress: { 'aws:SourceIp': '::/0' } },
      'deny',
    ],
    [
      'NotIpAddress',
      { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.10'] } },
      'deny',
    ],
    [
      'IpAddress with an empty prefix is no network',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/' } },
      'deny',
    ],
    [
      'a time without zone is no date',
      { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00' } },
      'deny',
    ],
    [
      'a day that no calendar has is no date',
      { DateGreaterThan: { 'aws:CurrentTime': '2020-02-30' } },
      'deny',
    ],
    ['what is no truth value', { Bool: { [AUD]: 'aws:acme' } }, 'deny'],
    ['an empty list is null', { Null: { 'x:empty': 'true' } }, 'allow'],
    [
      'ArnLike',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
      'allow',
    ],
    [
      'ArnEquals is ArnLike',
      { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1*:role/?/b' } },
      'allow',
    ],
    [
      'ARN wildcards never cross a colon',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:*' } },
      'deny',
    ],
    [
      'ARN wildcards never cross a colon, part missing',
      { ArnLike: { 'aws:PrincipalArn': 'arn:*:111111111111:role/*' } },
      'deny',
    ],
    [
      'ArnNotEquals',
      { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
      'deny',
    ],
  ])('%s', (_, condition, expected) => {
    expect(when(condition)).toBe(expected);
  });

  it('matches wildcards in reasonable time', () => {
    const pattern = `${'*a'.repeat(2000)}b`;
    const started = Date.now();
    const verdict = judgeTrustPolicy(
      policy(statement({ Condition: { StringLike: { [SUB]: pattern } } })),
      { federated, claims: { aud: 'aws:acme', sub: 'a'.repeat(5000) } },
    );
    expect(verdict).toBe('deny');
    expect(Date.now() - started).toBeLessThan(2000);
  });
});

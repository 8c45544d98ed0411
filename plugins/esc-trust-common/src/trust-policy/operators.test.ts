import { AUD, policyOf, PROVIDER, SUB, when } from './__testUtils__/policies';
import { compileTrustPolicy } from './compileTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';
import { Effect } from './types';

const NOW = 'aws:CurrentTime';
const IP = 'aws:SourceIp';
const ARN = 'aws:PrincipalArn';
const CONTEXT = {
  'x:n': '10',
  'x:word': 'ten',
  'x:list': ['a', 'b'],
  'x:mixed': ['10', 'ten'],
  'x:empty': [],
  'x:binary': 'QUJD',
  'AWS:currenttime': '2026-11-23T12:00:00Z',
  [IP]: '10.1.2.3',
  [ARN]: 'arn:aws:iam::111111111111:role/a:b/c',
  'aws:SecureTransport': 'true',
  'sts:RoleSessionName': 'session',
};

function effectOf(condition: object): Effect {
  const { policy, problems } = parseTrustPolicy(policyOf(when(condition)));
  expect(problems).toEqual([]);
  return compileTrustPolicy(policy!).decide({
    principal: { federated: PROVIDER },
    claims: {
      audience: 'aws:acme',
      subject: 'pulumi:environments:org:acme:env:p/e',
    },
    context: CONTEXT,
  });
}

const allow = 'allow';
const deny = 'implicit-deny';

describe('operators', () => {
  // Rules: IAM User Guide, "IAM JSON policy elements: Condition operators".
  it.each<[object, Effect]>([
    [{ NumericEquals: { 'x:n': '10.0' } }, allow],
    [{ NumericEquals: { 'x:n': ['9', 10] } }, allow],
    [{ NumericNotEquals: { 'x:n': 10 } }, deny],
    [{ NumericNotEquals: { 'x:n': 9 } }, allow],
    [{ NumericLessThan: { 'x:n': 10 } }, deny],
    [{ NumericLessThan: { 'x:n': 10.5 } }, allow],
    [{ NumericLessThanEquals: { 'x:n': 10 } }, allow],
    [{ NumericGreaterThan: { 'x:n': 10 } }, deny],
    [{ NumericGreaterThan: { 'x:n': -10 } }, allow],
    [{ NumericGreaterThanEquals: { 'x:n': '1e1' } }, allow],
    [{ DateEquals: { [NOW]: '2026-11-23T13:00:00+01:00' } }, allow],
    [{ DateEquals: { [NOW]: '1795435200' } }, allow],
    [{ DateNotEquals: { [NOW]: '1795435200' } }, deny],
    [{ DateLessThan: { [NOW]: '2026-11-23T12:00:00Z' } }, deny],
    [{ DateLessThan: { [NOW]: '2026-11-23T12:00:00.001Z' } }, allow],
    [{ DateLessThanEquals: { [NOW]: '2026-11-23T12:00Z' } }, allow],
    [{ DateGreaterThan: { [NOW]: '2026' } }, allow],
    [{ DateGreaterThan: { [NOW]: '2026-12' } }, deny],
    [{ DateGreaterThanEquals: { [NOW]: '2026-11-24' } }, deny],
    [{ Bool: { 'aws:SecureTransport': true } }, allow],
    [{ Bool: { 'aws:SecureTransport': 'TRUE' } }, allow],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, deny],
    [{ Bool: { 'x:word': 'ten' } }, deny],
    [{ BinaryEquals: { 'x:binary': 'QUJD' } }, allow],
    [{ BinaryEquals: { 'x:binary': 'qujd' } }, deny],
    [{ IpAddress: { [IP]: '10.0.0.0/8' } }, allow],
    [{ IpAddress: { [IP]: ['192.168.0.0/16', '10.1.2.3'] } }, allow],
    [{ IpAddress: { [IP]: '::/0' } }, deny],
    [{ NotIpAddress: { [IP]: '10.0.0.0/8' } }, deny],
    [{ NotIpAddress: { [IP]: '11.0.0.0/8' } }, allow],
    [{ ArnLike: { [ARN]: 'arn:aws:iam::*:role/*' } }, allow],
    [{ ArnEquals: { [ARN]: 'arn:aws:iam::1*:role/?:b/c' } }, allow],
    [{ ArnLike: { [ARN]: 'arn:aws:*' } }, deny],
    [{ ArnLike: { [ARN]: 'arn:*:111111111111:role/*' } }, deny],
    [{ ArnLike: { [ARN]: 'ARN:aws:iam::*:role/*' } }, deny],
    [{ ArnNotEquals: { [ARN]: 'arn:aws:iam::*:role/*' } }, deny],
    [{ ArnNotLike: { [ARN]: 'arn:aws:iam::*:user/*' } }, allow],
    [{ StringEquals: { 'sts:RoleSessionName': 'session' } }, allow],
  ])('%j: %s', (condition, expected) => {
    expect(effectOf(condition)).toBe(expected);
  });

  // Rule: a value that the operator can't read never matches.
  it.each<[object, Effect]>([
    [{ NumericEquals: { [AUD]: 10 } }, deny],
    [{ NumericNotEquals: { [AUD]: 10 } }, deny],
    [{ NumericNotEquals: { 'x:n': 'ten' } }, allow],
    [{ DateNotEquals: { [SUB]: '2026' } }, deny],
    [{ Bool: { [SUB]: true } }, deny],
    [{ IpAddress: { [SUB]: '0.0.0.0/0' } }, deny],
    [{ NotIpAddress: { [SUB]: '0.0.0.0/0' } }, allow],
    [{ ArnLike: { [AUD]: '*' } }, deny],
    [{ ArnNotLike: { [AUD]: '*' } }, allow],
    [{ ArnLike: { [SUB]: 'pulumi:*:org:acme:*:p/*' } }, allow],
    [{ ArnLike: { [SUB]: 'pulumi:*:p/e' } }, deny],
  ])('on what it cannot read, %j: %s', (condition, expected) => {
    expect(effectOf(condition)).toBe(expected);
  });

  // Rules: IAM User Guide, "Set operators for multi-valued context keys"; a
  // plain operator on several values is rule 10 of the reference.
  it.each<[object, Effect]>([
    [{ 'ForAllValues:StringEquals': { 'x:list': ['a', 'b', 'c'] } }, allow],
    [{ 'ForAllValues:StringEquals': { 'x:list': 'a' } }, deny],
    [{ 'ForAllValues:StringNotEquals': { 'x:list': 'c' } }, allow],
    [{ 'ForAllValues:StringNotEquals': { 'x:list': 'a' } }, deny],
    [{ 'ForAnyValue:StringEquals': { 'x:list': 'b' } }, allow],
    [{ 'ForAnyValue:StringNotEquals': { 'x:list': 'a' } }, allow],
    [{ 'ForAnyValue:StringNotEquals': { 'x:list': ['a', 'b'] } }, deny],
    [{ 'ForAllValues:NumericEquals': { 'x:mixed': 10 } }, deny],
    [{ 'ForAnyValue:NumericEquals': { 'x:mixed': 10 } }, allow],
    [{ StringEquals: { 'x:list': 'a' } }, 'unknown'],
    [{ StringNotEqualsIfExists: { 'x:list': 'a' } }, 'unknown'],
    [{ 'ForAllValues:StringEquals': { 'x:empty': 'a' } }, allow],
    [{ 'ForAnyValue:StringEquals': { 'x:empty': 'a' } }, deny],
    [{ Null: { 'x:empty': true } }, allow],
    [{ Null: { 'x:list': false } }, allow],
    [{ 'ForAllValues:StringNotEquals': { 'x:list': [] } }, deny],
    [{ 'ForAllValues:StringNotEquals': { 'x:none': [] } }, allow],
    [{ 'ForAnyValue:StringNotEquals': { 'x:list': [] } }, deny],
    [{ StringNotEqualsIfExists: { 'x:none': [] } }, allow],
  ])('on several values, %j: %s', (condition, expected) => {
    expect(effectOf(condition)).toBe(expected);
  });

  // Rules: IAM User Guide, missing keys.
  it.each<[object, Effect]>([
    [{ NumericLessThan: { 'sts:DurationSeconds': 9999 } }, deny],
    [{ NumericLessThanIfExists: { 'sts:DurationSeconds': 9999 } }, allow],
    [{ NotIpAddress: { 'x:none': '10.0.0.0/8' } }, allow],
    [{ ArnNotLike: { 'x:none': '*' } }, allow],
    [{ BoolIfExists: { 'x:none': 'true' } }, allow],
    [{ DateNotEquals: { 'x:none': '2026' } }, allow],
    [{ DateLessThan: { 'aws:TokenIssueTime': '2026' } }, 'unknown'],
  ])('on an absent or unknown key, %j: %s', (condition, expected) => {
    expect(effectOf(condition)).toBe(expected);
  });
});

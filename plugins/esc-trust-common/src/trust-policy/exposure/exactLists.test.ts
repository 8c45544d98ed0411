import fc from 'fast-check';
import { parseTrustPolicy } from '../parseTrustPolicy';
import { exactListsOf } from './exactLists';

const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';
const AUD = 'api.pulumi.com/oidc:aud';
const SUB = 'api.pulumi.com/oidc:sub';

/** Meant is audience `a` with subjects `s` and `t`. */
function proves(conditions: object[], version = '2012-10-17'): boolean {
  const { policy } = parseTrustPolicy({
    Version: version,
    Statement: conditions.map(Condition => ({
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition,
    })),
  });
  const { tokens } = exactListsOf(policy!, PROVIDER);
  return Boolean(
    tokens?.every(
      ({ audience, subject }) =>
        audience === 'a' && ['s', 't'].includes(subject),
    ),
  );
}

const exact = { StringEquals: { [AUD]: 'a', [SUB]: ['s', 't'] } };

describe('exactListsOf', () => {
  it.each<[string, object[], boolean]>([
    ['exact and meant', [exact], true],
    [
      'narrowed further',
      [{ ...exact, IpAddress: { 'aws:SourceIp': '1.1.1.1' } }],
      true,
    ],
    [
      'one subject too many',
      [{ StringEquals: { [AUD]: 'a', [SUB]: ['s', 'x'] } }],
      false,
    ],
    [
      'one audience too many',
      [{ StringEquals: { [AUD]: ['a', 'b'], [SUB]: 's' } }],
      false,
    ],
    [
      'a second statement',
      [exact, { StringEquals: { [AUD]: 'b', [SUB]: 's' } }],
      false,
    ],
    ['no subject', [{ StringEquals: { [AUD]: 'a' } }], false],
    [
      'a pattern',
      [{ StringEquals: { [AUD]: 'a' }, StringLike: { [SUB]: 's*' } }],
      false,
    ],
    [
      'without regard to case',
      [
        {
          StringEquals: { [AUD]: 'a' },
          StringEqualsIgnoreCase: { [SUB]: 's' },
        },
      ],
      false,
    ],
    [
      'negated',
      [{ StringEquals: { [AUD]: 'a' }, StringNotEquals: { [SUB]: 's' } }],
      false,
    ],
    [
      'an operator that nobody knows',
      [{ ...exact, Magic: { [SUB]: 's' } }],
      false,
    ],
    [
      'a variable',
      [{ StringEquals: { [AUD]: 'a', [SUB]: ['s', '${aws:x}'] } }],
      false,
    ],
    [
      'the keys of another issuer',
      [{ StringEquals: { 'x:aud': 'a', 'x:sub': 's' } }],
      false,
    ],
  ])('%s', (_, conditions, expected) => {
    expect(proves(conditions)).toBe(expected);
  });

  it('reads an empty list beside a statement without subjects', () => {
    expect(
      proves([
        { StringEquals: { [AUD]: [] } },
        { StringEquals: { [AUD]: 'a', [SUB]: 's' } },
      ]),
    ).toBe(false);
  });

  it('never takes a list with a stranger for a proof', () => {
    const names = fc.subarray(['s', 't', 'x', 'S'], { minLength: 1 });
    fc.assert(
      fc.property(names, subjects => {
        expect(
          proves([{ StringEquals: { [AUD]: 'a', [SUB]: subjects } }]),
        ).toBe(subjects.every(s => s === 's' || s === 't'));
      }),
    );
  });
});

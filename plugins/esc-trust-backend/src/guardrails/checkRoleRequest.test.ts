import { ProvisionRequest } from '@internal/backstage-plugin-esc-trust-common';
import { allowing, policy, READ_BUCKET } from './__testUtils__/proposals';
import { policies, refusalOf, run, tags } from './__testUtils__/requests';

type Role = NonNullable<ProvisionRequest['role']>;

const sized = (characters: number) => {
  const empty = allowing({ Action: 's3:*', Sid: '' });
  const missing = characters - JSON.stringify(empty).length;
  return allowing({ Action: 's3:*', Sid: 'x'.repeat(missing) });
};

describe('checkRequest of a role', () => {
  it.each<[string, Role]>([
    ['the longest name', { name: 'x'.repeat(64) }],
    ['every character of a name', { name: 'aZ0_+=,.@-' }],
    ['the longest description', { description: 'é'.repeat(1000) }],
    ['as many policies as the quota', { managedPolicyArns: policies(10) }],
    [
      'a policy of the account',
      { managedPolicyArns: ['arn:aws:iam::111111111111:policy/a/b/C'] },
    ],
    ['an inline policy', { inlinePolicy: READ_BUCKET }],
    ['an inline policy as text', { inlinePolicy: JSON.stringify(READ_BUCKET) }],
    ['the largest inline policy', { inlinePolicy: sized(10_240) }],
    [
      'blanks beyond the size',
      { inlinePolicy: JSON.stringify(READ_BUCKET, null, 10).padEnd(20_000) },
    ],
    ['the shortest session', { maxSessionDuration: 3600 }],
    ['the longest session', { maxSessionDuration: 43200 }],
    ['as many tags as fit', { tags: tags(47) }],
    ['tags of any language', { tags: { 'Größe _.:/=+-@': 'été 1' } }],
    ['the longest tag', { tags: { ['k'.repeat(128)]: 'v'.repeat(256) } }],
  ])('takes a role with %s', (_, role) => {
    expect(() => run({ role })).not.toThrow();
  });

  it.each<[string, Role, RegExp]>([
    ['a name with a slash', { name: 'a/b' }, /The role name "a\/b" is not/],
    ['an empty name', { name: '' }, /The role name "" is not valid/],
    ['a name of 65', { name: 'x'.repeat(65) }, /at most 64/],
    ['a description beyond Latin-1', { description: 'smile 🙂' }, /Latin-1/],
    [
      'a description of control characters',
      { description: '\u0080' },
      /Latin-1/,
    ],
    ['a long description', { description: 'x'.repeat(1001) }, /1,000 Latin-1/],
    [
      'a policy by name',
      { managedPolicyArns: ['ReadOnly'] },
      /"ReadOnly" is not the ARN of a managed policy/,
    ],
    [
      'a role as a policy',
      { managedPolicyArns: ['arn:aws:iam::aws:role/x'] },
      /is not the ARN of a managed policy/,
    ],
    [
      'a pattern as a policy',
      { managedPolicyArns: [policy('*')] },
      /is not the ARN of a managed policy/,
    ],
    [
      'a policy of another partition',
      { managedPolicyArns: ['arn:aws-cn:iam::aws:policy/X'] },
      /is in the partition aws-cn, the account 111111111111 in aws/,
    ],
    [
      'a policy of another account',
      { managedPolicyArns: ['arn:aws:iam::222222222222:policy/X'] },
      /belongs to another account than 111111111111/,
    ],
    [
      'a policy twice',
      { managedPolicyArns: [policy('X'), policy('x')] },
      /The managed policy \S+\/x is listed twice/,
    ],
    [
      'too many policies',
      { managedPolicyArns: policies(11) },
      /11 managed policies, escTrust\.provisioning\.managedPoliciesPerRole is 10/,
    ],
    [
      'a boundary that is none',
      { permissionsBoundaryArn: 'x' },
      /"x" is not the ARN/,
    ],
    [
      'a boundary of another account',
      { permissionsBoundaryArn: 'arn:aws:iam::222222222222:policy/X' },
      /another account/,
    ],
    [
      'garbage as inline policy',
      { inlinePolicy: '{' },
      /The inline policy is not valid JSON/,
    ],
    [
      'a list as inline policy',
      { inlinePolicy: '[]' },
      /The inline policy is not valid: it is not a JSON object/,
    ],
    [
      'a trust policy as inline policy',
      { inlinePolicy: allowing({ Action: 's3:*', Principal: '*' }) },
      /not valid: statement 1 has the key "Principal"/,
    ],
    [
      'an inline policy beyond Latin-1',
      { inlinePolicy: allowing({ Action: 's3:*', Sid: '🙂' }) },
      /Latin-1 characters only/,
    ],
    [
      'a large inline policy',
      { inlinePolicy: sized(10_241) },
      /has 10241 characters without whitespace, AWS takes 10240/,
    ],
    [
      'a short session',
      { maxSessionDuration: 3599 },
      /3599 is not valid: AWS takes 3600 to 43200/,
    ],
    ['a long session', { maxSessionDuration: 43201 }, /43201 is not valid/],
    ['half a second', { maxSessionDuration: 3600.5 }, /3600\.5 is not valid/],
    ['no number', { maxSessionDuration: NaN }, /NaN is not valid/],
    ['an empty tag', { tags: { '': 'x' } }, /The tag "" is not valid/],
    ['a long tag', { tags: { ['k'.repeat(129)]: '' } }, /at most 128/],
    ['a tag with a #', { tags: { 'a#': '' } }, /The tag "a#" is not valid/],
    [
      'a long value',
      { tags: { a: 'v'.repeat(257) } },
      /value of the tag "a" is not valid/,
    ],
    ['a value with a ,', { tags: { a: '1,2' } }, /value of the tag "a" is not/],
    [
      "AWS's prefix",
      { tags: { 'AWS:x': '' } },
      /prefixes aws: and esc-trust: are reserved/,
    ],
    ["the portal's prefix", { tags: { 'esc-trust:owner': 'x' } }, /reserved/],
    [
      'a tag twice',
      { tags: { a: '1', A: '2' } },
      /tags "a" and "A" are the same to AWS/,
    ],
    [
      'too many tags',
      { tags: tags(49) },
      /would have 52 tags with the portal's own, AWS takes 50: leave out 2/,
    ],
  ])('refuses a role with %s', (_, role, message) => {
    const refusal = refusalOf(() => run({ role }));
    expect(refusal).toMatch(/^InputError: /);
    expect(refusal).toMatch(message);
  });

  it('counts what the configuration adds', () => {
    const fixed = { fixedTags: { via: 'portal' } };
    expect(() => run({ role: { tags: tags(46) } }, fixed)).not.toThrow();
    expect(() => run({ role: { tags: tags(47) } }, fixed)).toThrow(
      /would have 51 tags .* leave out 1/,
    );
    expect(() =>
      run({ role: { tags: { ...tags(46), VIA: 'me' } } }, fixed),
    ).not.toThrow();
  });

  it('takes more policies where the account has a larger quota', () => {
    const role = { managedPolicyArns: policies(20) };
    expect(() => run({ role }, { managedPoliciesPerRole: 20 })).not.toThrow();
  });
});

import { allowing } from './__testUtils__/proposals';
import { administrativeDocument, administrativeName } from './administrative';

const HOLDER = {
  accountId: '111111111111',
  partition: 'aws',
  path: '/pulumi-esc/',
  name: 'mine',
  policyArns: ['arn:aws:iam::111111111111:policy/Mine'],
};
const judge = (document: unknown) => administrativeDocument(document, HOLDER);
const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;

describe('administrativeDocument', () => {
  it.each<[string, Record<string, unknown>]>([
    ['everything', { Action: '*' }],
    ['everything, as a pair', { Action: '*:*' }],
    ['something of every service', { Action: '*:Get*' }],
    ['something of many services', { Action: 'i?m:GetRole' }],
    ['IAM', { Action: 'iam:*' }],
    ['IAM in another case', { Action: ['s3:*', 'IAM:Put*'] }],
    ['role policies', { Action: 'iam:PutRolePolicy' }],
    ['attachments', { Action: 'iam:AttachUserPolicy' }],
    ['policy versions', { Action: 'iam:CreatePolicyVersion' }],
    ['trust policies', { Action: 'iam:UpdateAssumeRolePolicy' }],
    ['access keys', { Action: 'iam:CreateAccess*' }],
    ['passing any role', { Action: 'iam:PassRole' }],
    ['assuming any role', { Action: 'sts:AssumeRole' }],
    ['all but one service', { NotAction: 'iam:*' }],
    [
      'all but one service on a bucket',
      { NotAction: 'iam:*', Resource: 'arn:aws:s3:::bucket' },
    ],
    [
      'passing all roles but one',
      { Action: 'iam:PassRole', Resource: undefined, NotResource: role('a') },
    ],
    [
      'passing any role to one service',
      {
        Action: 'iam:PassRole',
        Condition: { StringEquals: { 'iam:PassedToService': 'x' } },
      },
    ],
    [
      'passing the roles of the account',
      { Action: 'iam:Pass*', Resource: role('*') },
    ],
    [
      'passing roles of any account',
      { Action: 'iam:*', Resource: ['arn:aws:iam::*:role/*'] },
    ],
    [
      'a variable as the role',
      { Action: 'iam:PassRole', Resource: role('${aws:username}') },
    ],
    [
      'changing itself',
      { Action: 'iam:PutRolePolicy', Resource: role('pulumi-esc/mine') },
    ],
    [
      'changing its siblings',
      { Action: 'iam:PutRolePolicy', Resource: role('pulumi-esc/*') },
    ],
    [
      'changing its own policy',
      { Action: 'iam:CreatePolicyVersion', Resource: HOLDER.policyArns[0] },
    ],
  ])('finds: %s', (_, statement) => {
    const document = JSON.parse(JSON.stringify(allowing(statement)));
    expect(judge(document)).toEqual({
      reason: expect.stringMatching(/^statement 1 (?:grants|allows) /),
    });
    expect(judge(encodeURIComponent(JSON.stringify(document)))).toEqual(
      judge(document),
    );
  });

  it('finds it in a later statement, whatever another one denies', () => {
    const harmless = { Action: 's3:Get*' };
    expect(
      judge(
        allowing(
          harmless,
          { Action: 'iam:*' },
          { Effect: 'Deny', Action: '*' },
        ),
      ).reason,
    ).toMatch(/^statement 2 grants iam:\*/);
  });

  it.each<[string, Record<string, unknown>]>([
    ['one service', { Action: 's3:*' }],
    ['everything on a bucket', { Action: '*', Resource: 'arn:aws:s3:::b/*' }],
    ['reading IAM', { Action: ['iam:Get*', 'iam:List*'] }],
    ['passing one role', { Action: 'iam:PassRole', Resource: role('worker') }],
    [
      'passing roles of a family',
      { Action: 'iam:PassRole', Resource: role('workers/*') },
    ],
    ['denying everything', { Effect: 'Deny', Action: '*' }],
    ['denying all but', { Effect: 'Deny', NotAction: 's3:*' }],
    ['service-linked roles', { Action: 'iam:CreateServiceLinkedRole' }],
  ])('has nothing against: %s', (_, statement) => {
    expect(judge(allowing(statement))).toEqual({});
  });

  const good = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  it.each<[unknown, RegExp]>([
    [undefined, /not a JSON object/],
    ['%%%', /not a JSON object/],
    ['[]', /not a JSON object/],
    [{}, /has no Statement/],
    [{ Statement: [] }, /has no Statement/],
    [{ Statement: good, statement: good }, /unknown key "statement"/],
    [{ Version: '2020-01-01', Statement: good }, /Version is unknown/],
    [{ Statement: 'x' }, /statement 1 is not an object/],
    [
      { Statement: [good, { ...good, Effect: 'allow' }] },
      /statement 2 has no Ef/,
    ],
    [{ Statement: { ...good, action: '*' } }, /has the key "action"/],
    [{ Statement: { ...good, Principal: '*' } }, /has the key "Principal"/],
    [{ Statement: { ...good, NotAction: '*' } }, /either Action or NotAction/],
    [{ Statement: { ...good, Action: undefined } }, /either Action or NotA/],
    [{ Statement: { ...good, Resource: undefined } }, /either Resource or/],
    [{ Statement: { ...good, NotResource: '*' } }, /either Resource or NotRe/],
    [{ Statement: { ...good, Action: [] } }, /is no action/],
    [{ Statement: { ...good, Action: 's3' } }, /is no action/],
    [{ Statement: { ...good, Action: [1] } }, /is no action/],
    [{ Statement: { ...good, Resource: 'bucket' } }, /is no resource/],
    [{ Statement: { ...good, Condition: 'x' } }, /Condition that is not/],
  ])('says why it does not understand %j', (document, problem) => {
    expect(judge(document)).toEqual({
      problem: expect.stringMatching(problem),
    });
  });
});

describe('administrativeName', () => {
  it.each([
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws-cn:iam::aws:policy/AdministratorAccess-Amplify',
    'arn:aws:iam::aws:policy/PowerUserAccess',
    'arn:aws:iam::aws:policy/IAMFullAccess',
    'arn:aws:iam::aws:policy/job-function/SystemAdministrator',
    'arn:aws:iam::111111111111:policy/team/AdministratorAccess',
  ])('knows %s', arn => {
    expect(administrativeName(arn)).toMatch(/is a policy for administrators/);
  });

  it.each([
    'arn:aws:iam::aws:policy/AmazonS3FullAccess',
    'arn:aws:iam::aws:policy/IAMReadOnlyAccess',
    'arn:aws:iam::aws:policy/NotAdministratorAccess',
  ])('lets %s be', arn => {
    expect(administrativeName(arn)).toBeUndefined();
  });
});

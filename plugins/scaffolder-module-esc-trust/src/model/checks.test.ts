import { mockApis } from '@backstage/frontend-test-utils';
import {
  LOGS,
  ONE_TEAM,
  OPTIONS,
  OTHER_TEAM,
  OWN,
  S3,
  TEAM,
} from '../__testUtils__/fakeApi';
import { scaffolderEscTrustTranslationRef, Translate } from '../translation';
import {
  checkAccount,
  checkManagedPolicies,
  checkSubjectAttributes,
  environmentProblem,
} from './checks';
import { selectionOf } from './selection';

const { t } = mockApis
  .translation()
  .getTranslation(scaffolderEscTrustTranslationRef) as { t: Translate };
const nothing = { t, selection: {} };
const everything = { t, options: OPTIONS, selection: {} };
const prod = { organization: 'acme', project: 'payments', name: 'prod' };
const long = 'x'.repeat(100);

// The rules are the server's: guardrails/checkRequest.ts, allowance.ts.
describe('environmentProblem', () => {
  it.each<[string, object, object, string | undefined, RegExp | undefined]>([
    ['a good one', prod, nothing, undefined, undefined],
    ['no organization', {}, nothing, 'organization', /organization/],
    ['no project', { organization: 'a' }, nothing, 'project', /project/],
    [
      'no name',
      { organization: 'a', project: 'p' },
      nothing,
      'name',
      /environment or type/,
    ],
    ['a slash', { ...prod, name: 'a/b' }, nothing, 'name', /“a\/b”/],
    ['dots alone', { ...prod, project: '..' }, nothing, 'project', /“..”/],
    [
      '101 letters',
      { ...prod, name: `${long}x` },
      nothing,
      'name',
      /at most 100/,
    ],
    [
      'too long for a tag',
      { organization: long, project: long, name: long },
      nothing,
      'name',
      /256 characters/,
    ],
    ['an allowed project', prod, everything, undefined, undefined],
    [
      'any project of an owner',
      { ...prod, project: 'x' },
      { ...everything, selection: { ownerRef: OTHER_TEAM } },
      undefined,
      undefined,
    ],
    [
      'a project of nobody',
      { ...prod, project: 'x' },
      { ...everything, options: ONE_TEAM },
      'project',
      /may not use environments of acme\/x; they may use acme\/payments/,
    ],
    [
      'a project of another owner',
      { ...prod, project: 'x' },
      { ...everything, selection: { ownerRef: TEAM } },
      'project',
      /payments-team may not use environments of acme\/x/,
    ],
    [
      'an owner that may have nothing',
      prod,
      { ...everything, selection: { ownerRef: 'group:default/x' } },
      'project',
      /group:default\/x may not have roles/,
    ],
    [
      'a user who may have nothing',
      prod,
      { ...everything, options: { ...OPTIONS, owners: [] } },
      'project',
      /None of your teams/,
    ],
    [
      'a project of nobody, where nothing is provisioned',
      { ...prod, project: 'x' },
      { ...everything, options: ONE_TEAM, isExisting: true },
      undefined,
      undefined,
    ],
  ])('finds what is wrong with %s', (_, value, context, part, sentence) => {
    const problem = environmentProblem(value, context as typeof nothing);
    expect(problem?.part).toBe(part);
    expect(problem?.sentence ?? '').toMatch(sentence ?? /^$/);
  });
});

describe('checkAccount', () => {
  it.each<[string, string, object, RegExp | undefined]>([
    ['12 digits', '999999999999', nothing, undefined],
    ['11 digits', '99999999999', nothing, /use its 12 digits/],
    ['a name', 'dev', nothing, /use its 12 digits/],
    ['an allowed one', '111111111111', everything, undefined],
    ['an unknown one', '999999999999', everything, /None of your teams/],
    [
      "another owner's",
      '333333333333',
      { ...everything, selection: { ownerRef: TEAM } },
      /chosen owner may not/,
    ],
    [
      'one that is for other projects',
      '222222222222',
      {
        ...everything,
        selection: { environment: { ...prod, project: 'data' } },
      },
      /with environments of the chosen project/,
    ],
  ])('judges %s', (_, accountId, context, sentence) => {
    expect(checkAccount(accountId, context as typeof nothing) ?? '').toMatch(
      sentence ?? /^$/,
    );
  });
});

describe('checkSubjectAttributes', () => {
  const current = 'currentEnvironment.name';
  it.each<[string, string[], object, RegExp | undefined]>([
    ['none: the server has a default', [], everything, undefined],
    ['the needed one', [current], everything, undefined],
    ['an unknown one', [current, 'x'], nothing, /“x” is not a subject/],
    ['one twice', [current, current], nothing, /once/],
    ['not the needed one', ['rootEnvironment.name'], nothing, /must include/],
    [
      'one that only an opening tells',
      [current, 'pulumi.user.login'],
      everything,
      /No exact trust policy can be written for pulumi.user.login/,
    ],
    [
      'the same while nobody can tell what is allowed',
      [current, 'pulumi.user.login'],
      nothing,
      undefined,
    ],
  ])('judges %s', (_, attributes, context, sentence) => {
    expect(
      checkSubjectAttributes(attributes, context as typeof nothing) ?? '',
    ).toMatch(sentence ?? /^$/);
  });
});

describe('checkManagedPolicies', () => {
  const dev = { ...everything, selection: { accountId: '111111111111' } };
  it.each<[string, string[], object, RegExp | undefined]>([
    ['none', [], everything, undefined],
    ['an allowed one', [S3], everything, undefined],
    ['one of the own account', [OWN], dev, undefined],
    ['a name', ['ReadOnlyAccess'], nothing, /not the ARN/],
    ['a role', ['arn:aws:iam::111111111111:role/x'], nothing, /not the ARN/],
    ['another partition', ['arn:aws-cn:iam::aws:policy/X'], nothing, undefined],
    [
      'one of another account',
      ['arn:aws:iam::222222222222:policy/team/x'],
      dev,
      /belongs to another account/,
    ],
    [
      'one that is not allowed',
      ['arn:aws:iam::aws:policy/X'],
      dev,
      /not allowed/,
    ],
    [
      'the same in another case',
      [OWN, OWN.replace('OwnPolicy', 'ownpolicy')],
      dev,
      /listed twice/,
    ],
    ['too many', [S3, OWN, `${OWN}2`], dev, /3 policies are more than the 2/],
    ['two entries at once', [S3, LOGS], dev, /not together/],
    ['the same while nobody can tell', [S3, LOGS], nothing, undefined],
  ])('judges %s', (_, arns, context, sentence) => {
    expect(checkManagedPolicies(arns, context as typeof nothing) ?? '').toMatch(
      sentence ?? /^$/,
    );
  });
});

describe('selectionOf', () => {
  it('reads the fields by their names, and nothing that makes no sense', () => {
    expect(
      selectionOf(
        { env: prod, account: '1', ownerRef: '' },
        { environmentField: 'env', accountField: 'account' },
      ),
    ).toEqual({ environment: prod, accountId: '1', ownerRef: undefined });
    expect(
      selectionOf({ environment: { ...prod, name: 'a b' }, accountId: 1 }),
    ).toEqual({});
    expect(selectionOf(undefined)).toEqual({});
  });
});

import { ClaimsTemplate, SubjectPart } from '../claims/types';
import { Intention, intentionOf } from './intention';
import { strangerDescriber } from './strangers';
import { isImpossible, isIssuable, parseSubject } from './issuableClaims';

const O = 'pulumi:environments:org:acme:env:';
const C = 'pulumi:environments:pulumi.organization.login:acme:';

const template = (subject: SubjectPart[]): ClaimsTemplate => ({
  issuer: 'https://api.pulumi.com/oidc',
  audience: 'aws:acme',
  subject,
  opening: { kind: 'direct' },
  certainty: 'documented',
});

describe('intentionOf', () => {
  const FIXED = template([`${O}p/`, 'e']);
  const USER = template([
    `${C}currentEnvironment.name:p/e:pulumi.user.login:`,
    { attribute: 'pulumi.user.login' },
  ]);
  const ROOT = template([
    `${C}rootEnvironment.name:`,
    { attribute: 'rootEnvironment.name' },
    ':pulumi.user.login:',
    { attribute: 'pulumi.user.login' },
  ]);
  const CURRENT = template([
    `${C}currentEnvironment.name:`,
    { attribute: 'currentEnvironment.name' },
  ]);
  const RIDDLE = template([`${C}x:`, { attribute: 'x' }, ':y']);
  const user = `${C}currentEnvironment.name:p/e:pulumi.user.login:`;

  it.each<[string, ClaimsTemplate[], string, Intention]>([
    ['the exact subject', [FIXED], `${O}p/e`, 'yes'],
    ['another subject', [FIXED], `${O}p/f`, 'no'],
    ['any user', [USER], `${user}bob`, 'yes'],
    ['no user', [USER], user, 'yes'],
    ['more than a user', [USER], `${user}bob:pulumi.token.type:team`, 'no'],
    ['more before it', [USER], `x${user}bob`, 'no'],
    [
      'a dot is a dot',
      [USER],
      `${user.replace('pulumi.user', 'pulumi-user')}bob`,
      'no',
    ],
    [
      'an importer',
      [ROOT],
      `${C}rootEnvironment.name:a/b:pulumi.user.login:u`,
      'perhaps',
    ],
    [
      'a legacy importer',
      [ROOT],
      `${C}rootEnvironment.name:a:pulumi.user.login:u`,
      'perhaps',
    ],
    [
      'no importer',
      [ROOT],
      `${C}rootEnvironment.name::pulumi.user.login:u`,
      'no',
    ],
    [
      'a current environment',
      [CURRENT],
      `${C}currentEnvironment.name:a/b`,
      'perhaps',
    ],
    ['no environment', [CURRENT], `${C}currentEnvironment.name:a/b/c`, 'no'],
    ['what nobody knows', [RIDDLE], `${C}x:anything:at:all`, 'perhaps'],
    ['what nobody knows, elsewhere', [RIDDLE], `${O}p/e`, 'no'],
    ['a riddle beside a user', [RIDDLE, USER], `${user}bob`, 'yes'],
    ['a user beside a riddle', [USER, RIDDLE], `${user}bob`, 'yes'],
    ['nothing at all', [], `${O}p/e`, 'no'],
  ])('%s', (_, intended, subject, expected) => {
    const intention = intentionOf(intended);
    expect(intention({ audience: 'aws:acme', subject })).toBe(expected);
    // Nobody means the same subject with another audience.
    expect(intention({ audience: 'acme', subject })).toBe('no');
  });

  it('knows nothing of a subject that starts with a riddle', () => {
    const intention = intentionOf([template([{ attribute: 'x' }, ':y'])]);
    expect(intention({ audience: 'aws:acme', subject: 'z' })).toBe('perhaps');
  });

  it('is no wiser for a known attribute beside a riddle', () => {
    const intention = intentionOf([
      template([C, { attribute: 'pulumi.user.login' }, { attribute: 'x' }]),
    ]);
    const claims = { audience: 'aws:acme', subject: `${C}bob` };
    expect(intention(claims)).toBe('perhaps');
  });
});

// Source: Pulumi's "Configuring OpenID Connect for AWS", and the schemas.
describe('isIssuable', () => {
  it.each<[string, string, boolean]>([
    ['aws:acme', `${C}pulumi.token.type:personal`, true],
    ['aws:acme', `${C}pulumi.token.type:team`, true],
    ['aws:acme', `${C}pulumi.token.type:organization`, true],
    ['aws:acme', `${C}pulumi.token.type:other`, false],
    ['aws:acme', `${C}pulumi.token.team:t`, true],
    ['aws:acme', `${C}pulumi.token.team:`, false],
    ['aws:acme', `${C}pulumi.user.login:a b`, false],
    ['aws:acme', `${C}pulumi.user.login:-`, true],
    ['aws:acme', `${C}pulumi.stack:s`, false],
    ['aws:acme', `${C}currentEnvironment.name:p/e`, true],
    ['aws:acme', `${C}currentEnvironment.name:e`, false],
    ['aws:acme', `${C}currentEnvironment.name:default/e`, false],
    ['acme', `${C}currentEnvironment.name:e`, true],
    ['acme', `${C}currentEnvironment.name:default/e`, true],
    ['acme', `${C}currentEnvironment.name:p/e`, false],
    ['acme', `${C}currentEnvironment.name:my-default/e`, false],
    ['aws:acme', `${C}rootEnvironment.name:e`, true],
    ['aws:acme', `${C}rootEnvironment.name:p/e`, true],
    ['aws:acme', `${C}rootEnvironment.name:p/e/f`, false],
    ['aws:acme', `${C}rootEnvironment.name:my-default/e`, true],
    ['aws:acme', `${C}rootEnvironment.name:p/default/`, false],
    ['aws:acme', `${C}rootEnvironment.name:default/e`, false],
    ['aws:acme', `${C}pulumi.user.login:u:pulumi.user.login:u`, false],
    ['aws:acme', `${C}pulumi.user.login:u:pulumi.stack:s`, false],
    ['aws:acme', `x${O}p/e`, false],
    ['aws:acme', `${O}p/e `, false],
    ['aws:acme', `x${C}pulumi.user.login:u`, false],
    ['aws:acme', `${C}pulumi.user.login:u:x`, false],
    [
      'acme',
      `xpulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:write`,
      false,
    ],
    [
      'acme',
      `pulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:writer`,
      false,
    ],
    [
      'acme',
      `pulumi:deploy:org:acme:project:p:stack:s:operation:preview:scope:write`,
      true,
    ],
    [
      'acme',
      `pulumi:deploy:org:acme:project:p:stack:s:operation:refresh:scope:write`,
      true,
    ],
  ])('%s with %s: %s', (audience, subject, expected) => {
    expect(isIssuable(audience, subject)).toBe(expected);
  });

  it('knows the service of a subject', () => {
    expect(parseSubject(`${O}p/e`)?.service).toBe('environments');
    expect(parseSubject(`${C}pulumi.user.login:u`)?.service).toBe(
      'environments',
    );
  });
});

describe('isImpossible', () => {
  it.each<[string, string, boolean]>([
    ['aws:acme', `${O}p/e`, false],
    ['aws:ACME', `${O}p/e`, false],
    ['aws:other', `${O}p/e`, true],
    ['aws:other', `${C}x`, true],
    ['other', 'pulumi:deploy:org:acme:x', true],
    ['aws:other', 'pulumi:environments:org:acme', true],
    // Neither names an organization in a way that is known.
    ['aws:other', 'pulumi:environments:org:acme@x', false],
    ['aws:other', `x${O}p/e`, false],
    ['aws:other', 'pulumi:insights:org:acme:x', false],
    ['a:b:other', `${O}p/e`, false],
    ['sts.amazonaws.com/x', `${O}p/e`, false],
  ])('%s with %s: %s', (audience, subject, expected) => {
    expect(isImpossible(audience, subject)).toBe(expected);
  });
});

describe('strangers', () => {
  const describeStranger = strangerDescriber([
    template([`${O}payments/prod`]),
    template([
      `${C}currentEnvironment.name:core/db:pulumi.user.login:`,
      { attribute: 'pulumi.user.login' },
    ]),
    {
      ...template([`${O.replace('acme', 'sister')}a/b`]),
      audience: 'aws:sister',
    },
    template(['no subject of Pulumi']),
  ]);

  it.each<[string, string, string, string]>([
    ['aws:other', `${O}x/y`, 'organization', 'for example other.'],
    [
      'acme',
      'pulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:write',
      'deployments',
      'Pulumi Deployments of acme',
    ],
    [
      'aws:acme',
      `${O}<yaml>`,
      'stack',
      'Every environment of acme that a Pulumi stack opens',
    ],
    [
      'aws:acme',
      `${C}pulumi.user.login:u`,
      'attributes',
      'Any environment of acme whose login lists the same',
    ],
    ['aws:acme', 'what nobody knows', 'attributes', 'Any environment of acme'],
    [
      'aws:acme',
      `${C}currentEnvironment.name:payments/prod`,
      'same-environment',
      'The environment acme/payments/prod can also',
    ],
    [
      'aws:acme',
      `${O}core/db`,
      'same-environment',
      'The environment acme/core/db can also',
    ],
    [
      'aws:acme',
      `${O}core/x`,
      'sibling',
      'Another environment of the project core can assume this role, for example acme/core/x.',
    ],
    ['aws:acme', `${O}payments/x`, 'sibling', 'the project payments'],
    ['aws:acme', `${O}pay/prod`, 'project', 'for example acme/pay/prod.'],
  ])('%s with %s: %s', (audience, subject, kind, words) => {
    expect(describeStranger({ audience, subject })).toEqual({
      kind,
      why: expect.stringContaining(words),
    });
  });
});

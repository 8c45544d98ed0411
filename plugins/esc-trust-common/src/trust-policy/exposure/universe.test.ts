import { isImpossible, isIssuable } from '../issuableClaims';
import { PatternAutomaton } from './automaton';
import { exact } from './globAutomaton';
import { Grammar } from './grammar';
import { neighbourhoodOf } from './neighbourhood';
import { search, TokenClass } from './search';
import { thinkableTokens } from './thinkable';
import { documentedTokens } from './universe';

const near = neighbourhoodOf([]);

/** One token of each class that the given texts make. */
function tokensOf(
  grammar: Grammar,
  texts: { audiences?: string[]; subjects?: string[] } = {},
): TokenClass[] {
  const tokens: TokenClass[] = [];
  const sawAll = search(
    grammar,
    {
      audience: new PatternAutomaton(
        (texts.audiences ?? []).map(t => exact(t)),
      ),
      subject: new PatternAutomaton((texts.subjects ?? []).map(t => exact(t))),
    },
    {
      isLost: () => false,
      isRefused: () => false,
      visit: token => {
        tokens.push(token);
        return false;
      },
      limit: () => 100_000,
    },
  );
  expect(sawAll).toBe(true);
  return tokens;
}

const ORG = 'pulumi:environments:org:acme:env:';
const CUSTOM = 'pulumi:environments:pulumi.organization.login:acme';

/** Rows: audience, subject, whether it is documented, whether it is thinkable. */
const TOKENS: Array<[string, string, boolean, boolean]> = [
  ['aws:acme', `${ORG}p/e`, true, true],
  ['acme', `${ORG}e`, true, true],
  ['aws:acme', `${ORG}<yaml>`, true, true],
  ['aws:acme', `${ORG}default-x/e`, true, true],
  ['aws:acme', `${ORG}defaul/e`, true, true],
  ['aws:acme', `${CUSTOM}:currentEnvironment.name:p/e`, true, true],
  ['acme', `${CUSTOM}:currentEnvironment.name:default/e`, true, true],
  [
    'aws:acme',
    `${CUSTOM}:pulumi.user.login:u:currentEnvironment.name:p/e:pulumi.token.type:team`,
    true,
    true,
  ],
  [
    'acme',
    'pulumi:deploy:org:acme:project:p:stack:s:operation:destroy:scope:write',
    true,
    true,
  ],
  ['aws:acme', `${CUSTOM}:pulumi.token.type:personal`, true, true],
  ['aws:acme', `${CUSTOM}:pulumi.token.type:organization`, true, true],
  ['aws:acme', `${CUSTOM}:pulumi.token.team:t`, true, true],
  ['aws:acme', `${CUSTOM}:rootEnvironment.name:e`, true, true],
  ['aws:acme', `${CUSTOM}:rootEnvironment.name:p/e`, true, true],
  ['acme', `${CUSTOM}:currentEnvironment.name:e`, true, true],
  ...['update', 'preview', 'refresh'].map(
    (operation): [string, string, boolean, boolean] => [
      'acme',
      `pulumi:deploy:org:acme:project:p:stack:s:operation:${operation}:scope:write`,
      true,
      true,
    ],
  ),
  // Unverified: never minted as far as the documentation tells, never excluded.
  ['aws:acme', `${ORG}e`, false, true],
  ['aws:acme', `${ORG}default/e`, false, true],
  ['acme', `${ORG}p/e`, false, true],
  ['azure:acme', `${ORG}p/e`, false, true],
  ['aws:acme', `${ORG}p/e@stable`, false, true],
  ['aws:acme', CUSTOM, false, true],
  ['aws:acme', `${CUSTOM}:pulumi.organization.login:acme`, false, true],
  ['aws:acme', `${CUSTOM}:pulumi.token.team:`, false, true],
  [
    'aws:acme',
    'pulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:write',
    false,
    true,
  ],
  [
    'acme',
    'pulumi:deploy:org:acme:project:p:stack:s:operation:drift:scope:write',
    false,
    true,
  ],
  ['aws:acme', 'pulumi:insights:acme', false, true],
  ['aws:acme', 'pulumi:', false, true],
  ['aws:acme', 'pulumi:environments:', false, true],
  ['aws:acme', 'pulumi:environments:organization:acme', false, true],
  ['aws:acme', 'pulumi:environments:pulumi.organization:acme', false, true],
  ['aws:acme', 'pulumi:deploy:organization:acme', false, true],
  ['aws:acme', 'pulumi:d', false, true],
  ['aws:acme', 'pulumi:deploy:org:acme:', false, true],
  ['aws:acme', `${CUSTOM}:`, false, true],
  ['aws:acme', `${CUSTOM}:a:b`, false, true],
  ['aws:ACME', `${ORG}p/e`, false, true],
  ['sts.amazonaws.com/x', 'pulumi:insights:acme', false, true],
  // Impossible.
  ['a:b:acme', `${ORG}p/e`, false, false],
  ['aws:other', `${ORG}p/e`, false, false],
  ['aws:acme', `${ORG}p/e/f`, false, false],
  ['aws:acme', `${ORG}p/e:x:y`, false, false],
  ['aws:acme', 'repo:acme/app', false, false],
  ['aws:acme', '', false, false],
  ['aws:acme', ORG, false, false],
  ['aws:acme', `${ORG}p/`, false, false],
  ['aws:acme', `${ORG}p/e@`, false, false],
  ['aws:acme', `${ORG}p/e@a@b`, false, false],
  ['aws:acme', `${CUSTOM}x`, false, false],
  ['aws:acme', 'pulumi:deploy:org:acme', false, false],
  ['aws:acme', 'pulumi:deploy:org:other:x', false, false],
  ['aws:acme', `${CUSTOM.replace('acme', 'other')}:x`, false, false],
];

describe('documentedTokens', () => {
  it('writes only tokens that the issuer surely mints', () => {
    const tokens = tokensOf(documentedTokens(near));
    expect(tokens.length).toBeGreaterThan(10);
    for (const { audience, subject } of tokens) {
      expect([audience, subject, isIssuable(audience, subject)]).toEqual([
        audience,
        subject,
        true,
      ]);
    }
  });

  it.each(TOKENS)('%s %s: %s', (audience, subject, documented) => {
    const found = tokensOf(documentedTokens(near), {
      audiences: [audience],
      subjects: [subject],
    }).some(t => t.audience === audience && t.subject === subject);
    expect(found).toBe(documented);
    expect(isIssuable(audience, subject)).toBe(documented);
  });
});

describe('documentedTokens of some audiences', () => {
  it('writes no others, and none for what names no organization', () => {
    const audiences = ['aws:acme', 'sister', 'aws:a b', 'aws:', 'x:y', '!a'];
    const tokens = tokensOf(documentedTokens(near, audiences));
    expect(new Set(tokens.map(t => t.audience))).toEqual(
      new Set(['aws:acme', 'sister']),
    );
    for (const { audience, subject } of tokens) {
      expect([audience, subject, isIssuable(audience, subject)]).toEqual([
        audience,
        subject,
        true,
      ]);
    }
  });
});

describe('thinkableTokens', () => {
  it.each(TOKENS)('%s %s', (audience, subject, _, thinkable) => {
    const found = tokensOf(thinkableTokens(near), {
      audiences: [audience],
      subjects: [subject],
    }).some(t => t.audience === audience && t.subject === subject);
    expect(found).toBe(thinkable);
  });

  it('writes no token that names two organizations', () => {
    for (const { audience, subject } of tokensOf(thinkableTokens(near))) {
      expect([audience, subject, isImpossible(audience, subject)]).toEqual([
        audience,
        subject,
        false,
      ]);
    }
  });
});

/** @jest-environment node */
// The tests alone run in Node; nothing of the simulator gets into the package.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { judgeTrustPolicy } from '@internal/cloud-simulator';
import fc from 'fast-check';
import { propertyRuns } from '../../__testUtils__/propertyRuns';
import { claimsFor } from '../../claims/claimsFor';
import { AUD, PROVIDER, SUB } from '../__testUtils__/policies';
import { analyzeExposure } from '../analyzeExposure';
import { parseTrustPolicy } from '../parseTrustPolicy';

// A world so small that all its tokens can be tried. Whatever the policies do
// with further names they do alike with these: every pattern is made of
// names of this world, or of wildcards that some other name here also matches,
// and what an operator takes for a name in another case is here too.

const RUNS = propertyRuns(300);

const ORGANIZATIONS = [
  'acme',
  'acme-x',
  'ACME-X',
  'acme-y',
  // `?cme` beside a denial of acme still admits an organization of this name.
  'bcme',
  'evil',
  'EVIL',
  'other',
];
const PROJECTS = ['p', 'q', 'P', 'Q', 'pp', 'qq'];
const NAMES = ['e', 'f', 'E', 'F', 'ee'];
/** Environments of the legacy project are named without it. */
const LEGACY = [...NAMES, 'p'];
const ENVIRONMENTS = PROJECTS.flatMap(p => NAMES.map(n => `${p}/${n}`));
const ATTRIBUTES: Array<[string, string[], boolean?]> = [
  ...ENVIRONMENTS.map((e): [string, string[], boolean] => [
    'currentEnvironment.name',
    [e],
    false,
  ]),
  ...NAMES.flatMap(
    (n): Array<[string, string[], boolean]> => [
      ['currentEnvironment.name', [n, `default/${n}`], true],
    ],
  ),
  ['rootEnvironment.name', [...ENVIRONMENTS, ...LEGACY]],
  ['pulumi.user.login', ['u']],
  ['pulumi.token.type', ['personal', 'team', 'organization']],
  ['pulumi.token.team', ['t']],
];

/** Every token of the world that Pulumi documents. */
const TOKENS = ORGANIZATIONS.flatMap(o =>
  [false, true].flatMap(bare => {
    const plain = `pulumi:environments:org:${o}:env:`;
    const custom = `pulumi:environments:pulumi.organization.login:${o}`;
    const parts = ATTRIBUTES.filter(
      ([, , legacy]) => legacy === undefined || legacy === bare,
    ).flatMap(([name, values]) => values.map(value => ({ name, value })));
    const few = parts.filter(({ value }) =>
      ['p/e', 'q/f', 'e', 'u', 'personal'].includes(value),
    );
    const lists = [
      ...parts.map(part => [part]),
      ...few.flatMap(a => few.filter(b => b.name !== a.name).map(b => [a, b])),
    ];
    return [
      ...(bare ? LEGACY : ENVIRONMENTS).map(e => plain + e),
      `${plain}<yaml>`,
      ...lists.map(
        list => custom + list.map(a => `:${a.name}:${a.value}`).join(''),
      ),
      ...(bare
        ? ['update', 'destroy'].map(
            operation =>
              `pulumi:deploy:org:${o}:project:p:stack:s:operation:${operation}:scope:write`,
          )
        : []),
    ].map(subject => ({ audience: bare ? o : `aws:${o}`, subject }));
  }),
);

/** Some tokens of which nobody knows whether they exist. */
const THINKABLE = ORGANIZATIONS.flatMap(o => {
  const plain = `pulumi:environments:org:${o}:env:`;
  const custom = `pulumi:environments:pulumi.organization.login:${o}`;
  return [o, `aws:${o}`, `azure:${o}`].flatMap(aud =>
    [
      ...[`${plain}p/e`, `${plain}q/f`, `${plain}e`, `${plain}<yaml>`],
      ...[custom, `${custom}:pulumi.token.team:x:env:p/e`],
      `${custom}:currentEnvironment.name:p/e:currentEnvironment.name:p/e`,
      `pulumi:deploy:org:${o}:project:p:stack:s:operation:drift:scope:write`,
      `pulumi:other:${o}/e`,
    ].map(subject => ({ audience: aud, subject })),
  );
});

const audience = fc.constantFrom(
  ...['aws:acme', 'aws:acme', 'aws:acme', 'acme', 'aws:evil', 'aws:acme-x'],
  ...['aws:acme*', 'aws:*', '*', '?cme', 'AWS:ACME', 'azure:acme'],
);

const O = 'pulumi:environments:org:acme:env:';
const C = 'pulumi:environments:pulumi.organization.login:acme';
const subject = fc.oneof(
  { weight: 3, arbitrary: fc.constant(`${O}p/e`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[`${O}p/f`, `${O}q/e`, `${O}<yaml>`, `${O}e`, C, `${C}:*`],
      ...[`${O}*`, `${O}p*`, `${O}p/*`, `${O}p/?`, `${O}?/e`, `${O}*/e`],
      ...['pulumi:*', 'pulumi:deploy:*', 'pulumi:environments:org:*:env:p/e'],
      ...[`${C}:currentEnvironment.name:p/e`, `*Environment.name:p/e`, '*/e'],
      ...[`${C}:pulumi.user.login:u`, '*:user:u', 'nothing', '*'],
      ...[`${C}:rootEnvironment.name:p/*`, `*:pulumi.token.type:personal`],
      ...['pulumi:environments:org:evil:env:p/e', '*<*', `${O}P/E`],
    ),
  },
);

const operator = (negated: boolean) =>
  fc.constantFrom(
    ...['Equals', 'Like', 'Like', 'EqualsIgnoreCase', 'LikeIfExists'].map(
      name => `String${negated ? 'Not' : ''}${name}`,
    ),
  );
const test = (key: string, value: fc.Arbitrary<string>) =>
  fc
    .oneof(
      {
        weight: 5,
        arbitrary: fc.tuple(
          operator(false),
          fc.array(value, { minLength: 1, maxLength: 3 }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(
          operator(true),
          fc.array(value, { minLength: 1, maxLength: 3 }),
        ),
      },
    )
    .map(([how, values]) => ({ how, key, values }));

const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    tests: fc.tuple(
      fc.option(test(AUD, audience), { freq: 8 }),
      fc.option(test(SUB, subject), { freq: 8 }),
      fc.option(test(SUB, subject), { freq: 1 }),
    ),
  })
  .map(({ Effect, tests }) => {
    const Condition: Record<string, Record<string, string[]>> = {};
    for (const { how, key, values } of tests.filter(t => t !== null)) {
      Condition[how] = { ...Condition[how], [key]: values };
    }
    return {
      Effect,
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition,
    };
  });
const policy = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map(Statement => ({ Version: '2012-10-17', Statement }));

const environment = { organization: 'acme', project: 'p', name: 'e' };
const LOGINS = [
  { attributes: [], subjects: /^pulumi:environments:org:acme:env:p\/e$/ },
  {
    attributes: ['currentEnvironment.name'],
    subjects: /login:acme:currentEnvironment.name:p\/e$/,
  },
  {
    attributes: ['pulumi.user.login'],
    subjects: /login:acme:pulumi.user.login:uu?$/,
  },
];

function admits(
  document: object,
  token: { audience: string; subject: string },
) {
  return (
    judgeTrustPolicy(document, {
      federated: PROVIDER,
      claims: { aud: token.audience, sub: token.subject },
      context: {},
    }) === 'allow'
  );
}

describe('analyzeExposure against all tokens of a small world', () => {
  it('finds a stranger exactly when there is one', () => {
    const verdicts = { intended: 0, wider: 0, undecided: 0 };
    fc.assert(
      fc.property(policy, fc.constantFrom(...LOGINS), (document, login) => {
        const { verdict, witnesses } = analyzeExposure(
          parseTrustPolicy(document).policy!,
          {
            identityProviderArn: PROVIDER,
            intended: claimsFor({
              environment,
              login: { subjectAttributes: login.attributes },
              opening: { kind: 'direct' },
            }),
          },
        );
        const isMeant = (token: { audience: string; subject: string }) =>
          token.audience === 'aws:acme' && login.subjects.test(token.subject);
        const stranger = TOKENS.find(
          token => !isMeant(token) && admits(document, token),
        );
        verdicts[verdict]++;
        expect([verdict === 'wider', stranger]).toEqual([
          stranger !== undefined,
          stranger,
        ]);
        expect(
          verdict === 'intended'
            ? THINKABLE.filter(t => !isMeant(t) && admits(document, t))
            : [],
        ).toEqual([]);
        for (const witness of witnesses) {
          expect([witness, admits(document, witness)]).toEqual([witness, true]);
          expect(isMeant(witness)).toBe(false);
        }
      }),
      { numRuns: RUNS },
    );
    // eslint-disable-next-line no-console
    console.info(
      `of ${RUNS} random policies: ${JSON.stringify(
        verdicts,
      )}, each tried with ${TOKENS.length} tokens`,
    );
    expect(verdicts.intended).toBeGreaterThan(20);
    expect(verdicts.wider).toBeGreaterThan(20);
  }, 60_000);
});

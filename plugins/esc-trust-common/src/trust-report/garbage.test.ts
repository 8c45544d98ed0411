/** @jest-environment node */
import fc from 'fast-check';
import { InputError } from '@backstage/errors';
import { findAwsLogins } from '../definition/findAwsLogins';
import { setAwsLogin } from '../definition/setAwsLogin';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { GOOD, ROLE, tight } from './__testUtils__/goodInput';
import { assessTrust } from './assessTrust';

// Whatever is read from AWS or Pulumi Cloud: no throw, no hang, no trust.

const RUNS = 5_000;

const DEFINITION = `imports: [p/e]
values:
  aws:
    login:
      fn::open::aws-login:
        oidc: {roleArn: "${ROLE}", sessionName: s, subjectAttributes: [currentEnvironment.name]}
  secret: {fn::secret: {ciphertext: abc}}
  list: [1, &a two, "\${aws.login}"]
`;

const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'Version',
  'Statement',
  'Effect',
  'Principal',
  'Federated',
  'Action',
  'NotAction',
  'Condition',
  'StringEquals',
  'StringLike',
  'ForAllValues:StringLikeIfExists',
  'Null',
  'api.pulumi.com/oidc:sub',
  'values',
  'imports',
  'fn::open::aws-login',
  'fn::open',
  'fn::secret',
  'oidc',
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    ...['Allow', 'Deny', '*', 'sts:*', '2012-10-17', '${', '${a', '', '\0'],
    ...[null, true, 0, -1, 1e308, {}, [], [[]], '\ud800'],
  ),
  fc.string(),
  fc.double(),
);
const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    // Made of JSON text, where `__proto__` is an own key.
    fc
      .array(fc.tuple(keys, tie('tree')), { maxLength: 4 })
      .map(entries =>
        JSON.parse(
          `{${entries
            .map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v) ?? 0}`)
            .join(',')}}`,
        ),
      ),
  ),
}));

/** A good text with pieces cut out, doubled and put in. */
const broken = (text: string) =>
  fc
    .array(
      fc.tuple(
        fc.nat(text.length),
        fc.nat(12),
        fc.oneof(
          fc.constant(''),
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            ':',
            ',',
            '\n',
            '  ',
            '%',
            '&a',
            '*a',
            '|',
            '\\u',
            '\t',
          ),
          fc.string({ unit: 'binary', maxLength: 3 }),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map(edits =>
      edits.reduce(
        (t, [at, cut, insert]) => t.slice(0, at) + insert + t.slice(at + cut),
        text,
      ),
    );

const bytes = fc
  .uint8Array({ maxLength: 300 })
  .map(b => String.fromCharCode(...b));

const documents = fc.oneof(
  { weight: 3, arbitrary: tree },
  { weight: 2, arbitrary: tree.map(value => JSON.stringify(value) ?? '') },
  { weight: 4, arbitrary: broken(JSON.stringify(tight)) },
  { weight: 1, arbitrary: broken(encodeURIComponent(JSON.stringify(tight))) },
  { weight: 4, arbitrary: broken(DEFINITION) },
  { weight: 2, arbitrary: bytes },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, Symbol('x'), 1n) },
);

/** What counts of a policy: whom it allows on which conditions. */
function says(document: unknown): string {
  const { policy } = parseTrustPolicy(document);
  return JSON.stringify(
    policy?.statements.map(({ effect, principal, conditions }) => [
      effect,
      principal,
      conditions,
    ]) ?? 'nothing',
  );
}
const GOOD_SAYS = says(tight);

/** Gives the document to everything; says what was trusted by mistake. */
function feed(document: unknown): string | undefined {
  const { status } = assessTrust({
    ...GOOD,
    role: { arn: ROLE, trustPolicy: document, maxSessionDuration: 3600 },
  });
  if (typeof document === 'string') {
    findAwsLogins(document);
    try {
      setAwsLogin(document, {
        roleArn: ROLE,
        sessionName: 'session',
        exportEnvironmentVariables: true,
      });
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
    }
  }
  return status === 'trusted' && says(document) !== GOOD_SAYS
    ? `trusted: ${String(document)}`
    : undefined;
}

describe('garbage', () => {
  it(`${RUNS} documents: no throw, no hang, never trusted`, () => {
    fc.assert(
      fc.property(documents, document => {
        expect(feed(document)).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  const deep = (open: string, close: string, depth: number) =>
    `${open.repeat(depth)}${close.repeat(depth)}`;
  it.each<[string, () => unknown]>([
    ['deep lists', () => deep('[', ']', 50_000)],
    ['deep lists without an end', () => '['.repeat(50_000)],
    ['deep objects', () => deep('{"a":', '}', 20_000).replace(':}', ':1}')],
    ['deep YAML', () => `values:\n  a: ${'- '.repeat(5_000)}x`],
    ['deep flows below values', () => `values: ${deep('{a: [', ']}', 5_000)}`],
    [
      'a deep statement',
      () =>
        JSON.stringify({ Version: '2012-10-17', Statement: 0 }).replace(
          '0}',
          `${deep('[', ']', 5_000)}}`,
        ),
    ],
    ['a deep object', () => nested(20_000)],
    ['a huge list', () => ({ Statement: Array(1_000_000).fill(1) })],
    ['a huge text', () => `{"Statement":[${'1,'.repeat(500_000)}1]}`],
    [
      'many keys',
      () =>
        `values:\n${Array.from(
          { length: 10_000 },
          (_, i) => `  k${i}: v\n`,
        ).join('')}`,
    ],
    ['a long list', () => `{"Statement":[${'1,'.repeat(20_000)}1]}`],
    ['a circle', () => circle()],
  ])(
    '%s',
    (_, document) => {
      expect(feed(document())).toBeUndefined();
    },
    // A hang, not a slow machine, is what this would find.
    120_000,
  );
});

function nested(depth: number): object {
  let value: object = {};
  for (let i = 0; i < depth; i++) {
    value = { Statement: value };
  }
  return value;
}

function circle(): object {
  const value: Record<string, unknown> = { Version: '2012-10-17' };
  value.Statement = [value];
  return value;
}

/** @jest-environment node */
import fc from 'fast-check';
import { InputError } from '@backstage/errors';
import { broken, bytes, deep, tree } from '../__testUtils__/garbage';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { findAwsLogins } from './findAwsLogins';
import { setAwsLogin } from './setAwsLogin';

// Whatever is read as a definition: no throw but the documented one, no hang.

const RUNS = propertyRuns(5_000);
const ROLE = 'arn:aws:iam::123456789012:role/pulumi-esc/payments-prod';

const DEFINITION = `imports: [p/e]
values:
  aws:
    login:
      fn::open::aws-login:
        oidc: {roleArn: "${ROLE}", sessionName: s, subjectAttributes: [currentEnvironment.name]}
  secret: {fn::secret: {ciphertext: abc}}
  list: [1, &a two, "\${aws.login}"]
`;

const documents = fc.oneof(
  { weight: 1, arbitrary: tree.map(value => JSON.stringify(value) ?? '') },
  { weight: 4, arbitrary: broken(DEFINITION) },
  { weight: 1, arbitrary: bytes },
);

function feed(document: string): void {
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

describe('garbage for a definition', () => {
  it(`${RUNS} documents: no throw, no hang`, () => {
    fc.assert(
      fc.property(documents, document => {
        expect(() => feed(document)).not.toThrow();
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it.each<[string, () => string]>([
    ['deep lists', () => deep('[', ']', 50_000)],
    ['deep YAML', () => `values:\n  a: ${'- '.repeat(5_000)}x`],
    ['deep flows below values', () => `values: ${deep('{a: [', ']}', 5_000)}`],
    [
      'many keys',
      () =>
        `values:\n${Array.from(
          { length: 10_000 },
          (_, i) => `  k${i}: v\n`,
        ).join('')}`,
    ],
  ])(
    '%s',
    (_, document) => {
      expect(() => feed(document())).not.toThrow();
    },
    // A hang, not a slow machine, is what this would find.
    120_000,
  );
});

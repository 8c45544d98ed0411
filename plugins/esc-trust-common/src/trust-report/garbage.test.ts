/** @jest-environment node */
import fc from 'fast-check';
import { broken, bytes, deep, tree } from '../__testUtils__/garbage';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { GOOD, ROLE, tight } from './__testUtils__/goodInput';
import { assessTrust } from './assessTrust';

// Whatever is read as a trust policy: no throw, no hang, no trust.

const RUNS = propertyRuns(95_000);

const documents = fc.oneof(
  { weight: 3, arbitrary: tree },
  { weight: 2, arbitrary: tree.map(value => JSON.stringify(value) ?? '') },
  { weight: 4, arbitrary: broken(JSON.stringify(tight)) },
  { weight: 1, arbitrary: broken(encodeURIComponent(JSON.stringify(tight))) },
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

/** Judges the document; says what was trusted by mistake. */
function trustedByMistake(document: unknown): string | undefined {
  const { status } = assessTrust({
    ...GOOD,
    role: { arn: ROLE, trustPolicy: document, maxSessionDuration: 3600 },
  });
  return status === 'trusted' && says(document) !== GOOD_SAYS
    ? String(document)
    : undefined;
}

describe('garbage for a trust policy', () => {
  it(`${RUNS} documents: no throw, no hang, never trusted`, () => {
    fc.assert(
      fc.property(documents, document => {
        expect(trustedByMistake(document)).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it.each<[string, () => unknown]>([
    ['deep lists', () => deep('[', ']', 50_000)],
    ['deep lists without an end', () => '['.repeat(50_000)],
    ['deep objects', () => deep('{"a":', '}', 20_000).replace(':}', ':1}')],
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
    ['a long list', () => `{"Statement":[${'1,'.repeat(20_000)}1]}`],
    ['a circle', () => circle()],
  ])(
    '%s',
    (_, document) => {
      expect(trustedByMistake(document())).toBeUndefined();
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

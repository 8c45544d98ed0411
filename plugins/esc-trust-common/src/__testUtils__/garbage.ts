import fc from 'fast-check';

// What may come from AWS or Pulumi Cloud when something is very wrong there.

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
/** Values of every kind, with the names that policies and definitions use. */
export const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
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
export const broken = (text: string) =>
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

/** Bytes that were never meant to be text. */
export const bytes = fc
  .uint8Array({ maxLength: 300 })
  .map(b => String.fromCharCode(...b));

/** Something as deep as can be. */
export function deep(open: string, close: string, depth: number): string {
  return `${open.repeat(depth)}${close.repeat(depth)}`;
}

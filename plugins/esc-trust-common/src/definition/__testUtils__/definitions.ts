import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { Entry, layEntries, Value } from './layout';

/** What a value can be; each keeps its own spelling. */
const SCALARS = [
  '012345678901',
  '123456789012345678901234567890',
  '1e400',
  '0o17',
  '1.10',
  '.inf',
  '~',
  'null',
  'yes',
  '2024-01-01',
  '12:30:45',
  'eu-west-1',
  'plain words, with:colons and #no comment',
  'multi\n{indent}line plain',
  '"quoted # no comment \\u00e9 \\n"',
  "'it''s ''quoted'' ${x}'",
  '"two\n{indent}lines"',
  '${aws.other.accessKeyId}',
  '!!str 12',
  '&anchor value',
  '',
];
const FLOWS = [
  '{}',
  '{ }',
  '[]',
  '{a: 1, b: [x, "y, z"], }',
  '{ fn::secret: { ciphertext: ZXNjeAAAAAE= } }',
  '[1, {a: b}, 0x1F]',
  '{\n{indent}a: 1, # inside\n{indent}b: 2 # last\n{indent}}',
];
const BLOCK_SCALARS = ['|', '|-', '|+', '>', '>-', '>+', '|2-'];
const COMMENTS = [' # trailing', '\t# after a tab', ' ', '', '', ''];

const { value: arbitraryValue } = fc.letrec<{ value: Value; entry: Entry }>(
  tie => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        scalar: fc.constantFrom(...SCALARS, ...FLOWS),
        comment: fc.constantFrom(...COMMENTS),
      }),
      fc.record({
        header: fc.constantFrom(...BLOCK_SCALARS),
        lines: fc.array(fc.constantFrom('text', '# no comment', '', 'a: b'), {
          minLength: 1,
          maxLength: 3,
        }),
        blanks: fc.nat(2),
      }),
      fc.record({ entries: uniqueEntries(tie('entry')) }),
      fc.record({
        items: fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
        indented: fc.boolean(),
      }),
    ),
    entry: fc.record({
      above: fc.array(
        fc.constantFrom('', '# at the margin', '{indent}# about it', '\t# tab'),
        { maxLength: 2 },
      ),
      key: fc.constantFrom(
        'a',
        'b.c',
        '"quoted key"',
        'AWS',
        'Ünïcode',
        "'01'",
      ),
      value: tie('value'),
    }),
  }),
);

function uniqueEntries(entry: fc.Arbitrary<Entry>): fc.Arbitrary<Entry[]> {
  return fc.uniqueArray(entry, {
    selector: ({ key }) => key,
    minLength: 1,
    maxLength: 4,
  });
}

const IMPORTS: Value = {
  items: [
    { scalar: 'base/shared@3', comment: ' # pinned' },
    { scalar: '{ base/other: { merge: false } }', comment: '' },
  ],
  indented: true,
};

/** Sections that an edit may meet on its way. */
const MET: Entry[] = [
  met('environmentVariables', { scalar: '{}', comment: '' }),
  met('environmentVariables', { scalar: '{ LOG: debug }', comment: ' # all' }),
  met('environmentVariables', {
    entries: [met('LOG', { scalar: 'a', comment: '' })],
  }),
  met('aws', { scalar: '{}', comment: ' # later' }),
  met('aws', { scalar: '{region: eu-west-1}', comment: '' }),
  met('aws', { entries: [met('x', { scalar: '1', comment: '' })] }),
];

/** Sections of a definition: `values` may be a map, in any style, or absent. */
const sections = fc
  .tuple(
    fc.constantFrom('values', 'Values', 'VALUES', '"values"'),
    fc.option(
      fc.oneof(
        fc.record({ entries: uniqueEntries(arbitraryEntry()) }),
        fc.record({
          scalar: fc.constantFrom(...FLOWS.filter(f => /^\{[^f]*$/.test(f))),
          comment: fc.constantFrom(...COMMENTS),
        }),
      ),
    ),
    fc.boolean(),
    fc.boolean(),
    arbitraryValue,
  )
  .map(([key, values, imports, first, description]): Entry[] => {
    const other: Entry[] = [
      { above: ['# what it is for'], key: 'description', value: description },
      ...(imports ? [{ above: [], key: 'imports', value: IMPORTS }] : []),
    ];
    const entry = values && [{ above: ['', '# values'], key, value: values }];
    return first ? [...(entry ?? []), ...other] : [...other, ...(entry ?? [])];
  });

function met(key: string, value: Value): Entry {
  return { above: ['{indent}# on the way'], key, value };
}

function arbitraryEntry(): fc.Arbitrary<Entry> {
  return fc.oneof(
    { weight: 2, arbitrary: plainEntry() },
    { weight: 1, arbitrary: fc.constantFrom(...MET) },
  );
}

function plainEntry(): fc.Arbitrary<Entry> {
  return fc.record({
    above: fc.array(fc.constantFrom('', '{indent}# about it', '# margin'), {
      maxLength: 2,
    }),
    key: fc.constantFrom('a', 'b', 'c.d', '"e"', 'AWS', 'login'),
    value: arbitraryValue,
  });
}

/** Definitions as people write them, with everything an edit could spoil. */
export const definitions: fc.Arbitrary<string> = fc
  .record({
    head: fc.constantFrom(
      '',
      '# header\n',
      '---\n',
      '\uFEFF',
      '# a\n--- # b\n',
    ),
    sections,
    tail: fc.constantFrom(
      '',
      '',
      '\n\n',
      '# at the end\n',
      '  # indented at the end\n',
      '...\n',
      '...\n# after\n',
      '---\nvalues: [second document]\n',
    ),
    layout: fc.record({
      step: fc.constantFrom(1, 2, 4),
      lineBreak: fc.constantFrom('\n', '\r\n'),
      finalLineBreak: fc.boolean(),
    }),
  })
  .map(({ head, sections: entries, tail, layout }) => {
    const text = `${head}${layEntries(entries, 0, layout)}${tail}`;
    const whole = layout.finalLineBreak ? text : text.replace(/\n$/, '');
    return whole.replaceAll('\n', layout.lineBreak);
  })
  // Some parts don't go together, such as a tab below a block scalar.
  .filter(text =>
    [...parseAllDocuments(text, { schema: 'failsafe' })].every(
      document => document.errors.length === 0,
    ),
  );

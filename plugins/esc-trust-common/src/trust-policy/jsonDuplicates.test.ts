import * as fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { findDuplicateKeys, keepsEveryKey } from './jsonDuplicates';

/** The keys that occur again, each with what stands at its place. */
function duplicatesIn(json: string) {
  const isProven = keepsEveryKey(json, JSON.parse(json));
  const duplicates = findDuplicateKeys(json);
  expect(isProven && duplicates.length > 0).toBe(false);
  return duplicates.map(({ key, offset }) => {
    expect(json[offset]).toBe('"');
    return `${key} ${json.slice(0, offset).split('"').length}`;
  });
}

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => `"k${i}":${i}`);

// RFC 8259, section 4: names within an object should be unique; AWS insists.
describe('findDuplicateKeys', () => {
  it.each<[string, string, string[]]>([
    ['beside each other', '{"a":1,"a":2}', ['a 3']],
    ['three times', '{"a":1,"a":2,"a":3}', ['a 3', 'a 5']],
    ['with blanks before the colon', '{"a" :1,"a"\n\t\r :2}', ['a 3']],
    ['of which one has a blank behind', '{"a" :1,"a":2}', ['a 3']],
    ['behind a list', '{"a":[1,2],"a":2}', ['a 3']],
    ['behind an object', '{"a":{"b":1},"a":2}', ['a 5']],
    ['inside a list', '[{"a":1,"a":2}]', ['a 3']],
    ['inside an object in a list', '{"x":[[],{"a":1,"a":2}]}', ['a 5']],
    ['written in another way', '{"a":1,"\\u0061":2}', ['a 3']],
    ['with an escaped quote', '{"a\\"":1,"a\\"":2}', ['a" 4']],
    ['that end in a backslash', '{"a\\\\":1,"a\\\\":2}', ['a\\ 3']],
    ['behind a value with escaped quotes', '{"a":"\\"a\\"","a":2}', ['a 7']],
    ['behind a value that ends in a backslash', '{"a":"\\\\","a":2}', ['a 5']],
    ['that are empty', '{"":1,"":2}', [' 3']],
    ['of every object', '{"__proto__":1,"__proto__":2}', ['__proto__ 3']],
  ])('finds keys %s', (_, json, found) => {
    expect(duplicatesIn(json)).toEqual(found);
  });

  it.each<[string, string]>([
    ['in different objects', '[{"a":1},{"a":2}]'],
    ['in an object and one inside', '{"a":{"a":1}}'],
    ['in an object and a list inside', '{"a":[{"b":1}],"b":2}'],
    ['as a key and as a value', '{"a":"a","b":"a"}'],
    ['as values of a list', '["a","a",{"a":"a"}]'],
    ['whose case differs', '{"a":1,"A":2}'],
    ['inside a text', '{"a":"{\\"a\\":1,\\"a\\":2}"}'],
    ['of which one has a backslash', '{"a":1,"a\\\\":2}'],
    ['in no object at all', '"a"'],
  ])('finds none %s', (_, json) => {
    expect(duplicatesIn(json)).toEqual([]);
  });

  it.each([1, 2, 40])('finds the first and the last of %i', count => {
    const keys = many(count);
    expect(duplicatesIn(`{${keys.join()}}`)).toEqual([]);
    const again = [keys[0], keys[count - 1], '"new":1', '"new":2'];
    expect(
      duplicatesIn(`{${[...keys, ...again].join()}}`).map(
        found => found.split(' ')[0],
      ),
    ).toEqual(['k0', `k${count - 1}`, 'new']);
  });
});

describe('keepsEveryKey', () => {
  it.each([
    ['nested objects', '{"a":1,"b":{"a":[{"a":null},["a:"]]}}'],
    ['blanks', '{"a" : 1,\n "b"\n:\t2}'],
    ['objects beside each other', '[{"__proto__":1},{"__proto__":2}]'],
    ['a text', '"a"'],
    ['depth', `${'['.repeat(50_000)}{"a":1}${']'.repeat(50_000)}`],
  ])('proves at once that a document with %s has no key twice', (_, json) => {
    expect(keepsEveryKey(json, JSON.parse(json))).toBe(true);
  });

  it.each(['{"a":":b"}', '{"a":" : b"}', '{"\\u0061":1}', '{"a":1,"a":2}'])(
    'leaves %s to a closer look',
    json => {
      expect(keepsEveryKey(json, JSON.parse(json))).toBe(false);
    },
  );

  it('never overlooks a key that occurs twice', () => {
    const blank = fc.constantFrom('', '', ' ', '\n\t');
    const text = fc.constantFrom('a', 'b', ':', ' :', '\\"', '\\":', '\\\\');
    const { json } = fc.letrec<{ json: { text: string; twice: boolean } }>(
      tie => ({
        json: fc.oneof(
          { maxDepth: 4 },
          text.map(t => ({ text: `"${t}"`, twice: false })),
          fc.array(tie('json'), { maxLength: 3 }).map(items => ({
            text: `[${items.map(item => item.text)}]`,
            twice: items.some(item => item.twice),
          })),
          fc
            .array(fc.tuple(text, blank, blank, tie('json')), { maxLength: 4 })
            .map(entries => ({
              text: `{${entries.map(
                ([key, before, behind, value]) =>
                  `"${key}"${before}:${behind}${value.text}`,
              )}}`,
              twice:
                new Set(entries.map(([key]) => key)).size < entries.length ||
                entries.some(([, , , value]) => value.twice),
            })),
        ),
      }),
    );
    fc.assert(
      fc.property(json, written => {
        const isProven = keepsEveryKey(written.text, JSON.parse(written.text));
        const found = findDuplicateKeys(written.text).length > 0;
        expect(found).toBe(written.twice);
        expect(isProven && written.twice).toBe(false);
      }),
      { numRuns: propertyRuns(20_000) },
    );
  });
});

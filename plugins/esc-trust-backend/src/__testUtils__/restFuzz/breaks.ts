import fc from 'fast-check';

/** A value that hardly any field takes. */
const WRONG: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '__proto__',
  'constructor',
  '${jndi:ldap://x}',
  "'; DROP TABLE mappings; --",
  'x'.repeat(3_000),
  [],
  {},
  [[]],
  ['x', 'x'],
  Array.from({ length: 200 }, (_, index) => `x${index}`),
  { toString: 'x' },
  { $ref: '#/components/schemas/Mapping' },
  '{{deep}}',
];

const SURPRISES = ['surprise', 'toString', 'hasOwnProperty', '', 'a\u0000b'];

type Node = Record<string, unknown> | unknown[];

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null;

/** All objects and lists of a value, itself first. */
function nodesOf(value: unknown): Node[] {
  return isNode(value)
    ? [value, ...Object.values(value).flatMap(inner => nodesOf(inner))]
    : [];
}

/** Changes one place of a value, wherever it is. */
export function brokenValuesOf(
  values: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  return fc
    .record({
      value: values,
      place: fc.nat(),
      key: fc.nat(),
      how: fc.constantFrom('replace', 'replace', 'remove', 'add'),
      surprise: fc.constantFrom(...SURPRISES),
      wrong: fc.constantFrom(...WRONG),
    })
    .map(({ value, place, key, how, surprise, wrong }) => {
      const copy: unknown = structuredClone(value);
      const nodes = nodesOf(copy);
      if (nodes.length === 0) {
        return wrong;
      }
      const node = nodes[place % nodes.length] as Record<string, unknown>;
      const keys = Object.keys(node);
      if (how === 'add' || keys.length === 0) {
        Object.assign(node, { [surprise]: wrong });
      } else if (how === 'remove') {
        delete node[keys[key % keys.length]];
      } else {
        node[keys[key % keys.length]] = wrong;
      }
      return copy;
    });
}

/** Lists of what a database compares: other values, of other types, more, fewer. */
export function brokenPlacesOf(values: unknown[]): fc.Arbitrary<unknown[]> {
  const other = fc.constantFrom(...WRONG, 0, 4, 5, 1.5, 1e300, 'a');
  return fc.oneof(
    fc
      .tuple(fc.nat({ max: values.length - 1 }), other)
      .map(([at, value]) => values.with(at, value)),
    other.map(value => [...values, value]),
    fc.nat({ max: values.length }).map(length => values.slice(0, length)),
    fc.shuffledSubarray(values, { minLength: values.length }),
  );
}

/** Bodies that are no JSON, or JSON that no object becomes. */
const BROKEN_TEXTS: ReadonlyArray<(text: string) => string | Buffer> = [
  text => text.slice(0, -1),
  text => `${text}${text}`,
  text => `\ufeff${text}`,
  text => text.replace('{', '{"__proto__":{"isAdmin":true},'),
  text => text.replace('{', '{"constructor":{"prototype":{"x":1}},'),
  text => text.replace('{', '{"kind":"repair","kind":"provision",'),
  text => text.replaceAll(/\d+/g, '1e999'),
  text => text.replaceAll(/[a-z](?=")/g, '\\u0000'),
  text => text.replaceAll(/[a-z](?=")/g, '\\udc00'),
  text => Buffer.from(text, 'utf16le'),
  text => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xc0, 0x80])]),
  text => `[${text}]`,
  text => ' '.repeat(1_000) + text,
  text => text.padEnd(300_000),
  () => '',
  () => 'null',
  () => '"x"',
  () => '5',
  () => '[]',
  () => '{}',
  () => '['.repeat(50_000),
  () => `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  () => `{"a":"${'x'.repeat(200_000)}"}`,
  () => Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff]),
];

export function brokenTextsOf(
  texts: fc.Arbitrary<string>,
): fc.Arbitrary<string | Buffer> {
  return fc
    .tuple(texts, fc.constantFrom(...BROKEN_TEXTS))
    .map(([text, breakIt]) => breakIt(text));
}

/** Headers that don't belong to the request, or don't belong anywhere. */
export const BROKEN_HEADERS: ReadonlyArray<Record<string, string>> = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/json; charset=klingon' },
  { 'content-type': 'application/json; a=b; c="' },
  { 'content-type': 'application/*' },
  { 'content-type': ';;;=' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'klingon' },
  { accept: 'text/html' },
  { accept: ';q=x' },
  { 'accept-encoding': 'klingon;q=9' },
  { 'idempotency-key': '' },
  { 'idempotency-key': 'x'.repeat(300) },
  { 'idempotency-key': '__proto__' },
  { 'idempotency-key': '\u00fc\u00ff' },
  { authorization: '' },
  { authorization: 'Bearer' },
  { authorization: 'Bearer mock-invalid-user-token' },
  { authorization: 'Basic eDp4' },
  { 'x-http-method-override': 'DELETE' },
  { 'if-none-match': '*' },
  { range: 'bytes=0-1' },
  { expect: '100-continue' },
  { cookie: '__proto__=x; a=%' },
];

/** Instead of the value of a path parameter. */
export const BROKEN_SEGMENTS: readonly string[] = [
  '%00',
  'a%00b',
  '%ff%fe',
  '%',
  '%2',
  '%2e%2e',
  '..%2f..%2fetc',
  '..',
  '.',
  '%20',
  '%0d%0aX-Injected:%20x',
  '%F0%9D%95%8F',
  '%ED%A0%80',
  '__proto__',
  'constructor',
  'toString',
  '{id}',
  ':id',
  '*',
  "'%20OR%20'1'='1",
  '%25',
  'x'.repeat(99),
  'x'.repeat(101),
  'x'.repeat(4_000),
  '0',
  '-1',
  '1e308',
  'null',
  'undefined',
  ';a=b',
  'a;b',
  'A'.repeat(36),
  '00000000-0000-0000-0000-000000000000',
];

/** Added to the query. */
export const BROKEN_SEARCHES: readonly string[] = [
  'surprise=1',
  '__proto__=x',
  '__proto__[x]=1',
  'constructor[prototype][x]=1',
  'toString=1',
  'limit=',
  'limit=x',
  'limit=0',
  'limit=1e3',
  'limit=0x10',
  'limit=-1',
  'limit=5.5',
  'limit=1&limit=2',
  'limit[]=1',
  'limit[a]=1',
  'limit=99999999999999999999',
  'cursor=',
  'cursor=x',
  'cursor=%00',
  'cursor=a&cursor=b',
  'cursor[a]=b',
  'cursor=eyJhIjoxfQ',
  'cursor=bnVsbA',
  'cursor=W10',
  'cursor=W251bGwsbnVsbF0',
  `cursor=${'x'.repeat(1_999)}`,
  'cursor=999999999999999999',
  'q=',
  'q=%00',
  'q=a%00b',
  'q=%25',
  'q=_',
  'q=%5C',
  'q=%ED%A0%80',
  'q=%FF',
  'q=%',
  'q[]=a',
  'q[a]=b',
  `q=${'x'.repeat(311)}`,
  `q=${'%F0%9D%95%8F'.repeat(300)}`,
  'orderField=surprise',
  'orderField=status,up',
  'orderField=__proto__',
  'orderField=status&orderField=access',
  'status=green',
  'status[]=trusted',
  'status[a]=trusted',
  'status=trusted,unknown',
  'status=__proto__',
  'environment=a/b',
  'environment=a/b/c/d',
  'environment=a/b/c%00',
  'ownerRef=%00',
  'entityRef=:/',
  'organization=%00',
  'organization=a%00b',
  'project=%ED%A0%80',
  'project[][]=x',
  'accountId=%00',
  'accountId=1',
  'roleName=%00',
  'finding=__proto__',
  'finding=%00',
  'source=x',
  Array.from({ length: 101 }, () => 'project=x').join('&'),
  Array.from({ length: 1_100 }, (_, index) => `a${index}=x`).join('&'),
  `a${'[b]'.repeat(50)}=c`,
  '=',
  '&&&',
  '%',
  '%00=%00',
  '?',
  '#x',
];

import fc from 'fast-check';

/** As much of JSON Schema as the OpenAPI document uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  enum?: readonly unknown[];
  oneOf?: readonly Schema[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  minProperties?: number;
  maxProperties?: number;
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
}

/** A cursor, and the query that it was given out for. */
export interface GivenCursor {
  path: string;
  cursor: string;
}

/** What to make values of. */
export interface ValueSource {
  schemas: Record<string, Schema>;
  /**
   * Values that mean something to the portal, by the name of a schema or field:
   * without them, nothing would get past the first look-up.
   */
  real: Record<string, readonly unknown[]>;
}

/** Lists longer than this find nothing that shorter ones don't. */
const LONGEST_LIST = 4;

const REF = '#/components/schemas/';

export function resolve(schema: Schema, { schemas }: ValueSource): Schema {
  return schema.$ref ? schemas[schema.$ref.slice(REF.length)] : schema;
}

/** Values that a schema allows: real ones, made up ones, and odd ones. */
export function valuesOf(
  schema: Schema,
  source: ValueSource,
  field = '',
): fc.Arbitrary<unknown> {
  const resolved = resolve(schema, source);
  const madeUp = madeUpOf(resolved, source, field);
  const real = [field, schema.$ref?.slice(REF.length) ?? '']
    .map(name => source.real[name] ?? [])
    .map(values => values.filter(value => isOf(resolved, value)))
    .find(values => values.length > 0);
  return real
    ? fc.oneof(
        // Of what has parts, each part can be real too.
        {
          weight: resolved.type === 'object' ? 1 : 5,
          arbitrary: fc.constantFrom(...real),
        },
        { weight: 1, arbitrary: madeUp },
      )
    : madeUp;
}

function isOf({ type, pattern = '' }: Schema, value: unknown): boolean {
  return typeof value === 'string'
    ? type === 'string' && new RegExp(pattern, 'u').test(value)
    : typeof value === type;
}

function madeUpOf(
  schema: Schema,
  source: ValueSource,
  field: string,
): fc.Arbitrary<unknown> {
  if (schema.oneOf) {
    return fc.oneof(...schema.oneOf.map(one => valuesOf(one, source, field)));
  }
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  switch (schema.type) {
    case 'string':
      return stringsOf(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum, max: schema.maximum });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return listsOf(schema, source, field);
    case 'object':
      return objectsOf(schema, source);
    default:
      throw new Error(`Nothing is made of ${JSON.stringify(schema)} yet`);
  }
}

/** Code points that databases, logs or other services may stumble over. */
const ODD = [
  '\u0000',
  '\ud800',
  '\udfff',
  '\u202e',
  '\uffff',
  '\ufeff',
  '𝕏',
  'İ',
  "'",
  '"',
  '\\',
  '%',
  '_',
  '$',
  '\n',
  '{{x}}',
  '../',
];

function stringsOf(schema: Schema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 300, pattern = '', format } = schema;
  if (format === 'date-time') {
    return fc
      .date({
        min: new Date('1970-01-01'),
        max: new Date('2100-01-01'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString());
  }
  const form = new RegExp(pattern, 'u');
  const fits = (text: string) => {
    const { length } = [...text];
    return length >= minLength && length <= maxLength && form.test(text);
  };
  const odd = ODD.filter(text => form.test(text));
  if (odd.length < ODD.length / 2) {
    return fc.stringMatching(form).filter(fits);
  }
  const length = { minLength, maxLength: Math.min(maxLength, 60) };
  return fc
    .oneof(
      fc.string({ unit: 'grapheme', ...length }),
      fc.string({ unit: 'binary', ...length }),
      fc.string({ unit: fc.constantFrom(...odd, 'a', 'b'), ...length }),
      fc.constant('x'.repeat(maxLength)),
    )
    .filter(fits);
}

function listsOf(
  schema: Schema,
  source: ValueSource,
  field: string,
): fc.Arbitrary<unknown[]> {
  const { items = {}, minItems = 0, maxItems = LONGEST_LIST } = schema;
  const options = {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, LONGEST_LIST)),
  };
  const item = valuesOf(items, source, field);
  return schema.uniqueItems
    ? fc.uniqueArray(item, options)
    : fc.array(item, options);
}

/** In a body as text, {@link textOf} puts lists in one another here. */
const DEEP = '{{deep}}';
const LEVELS = 20_000;

function objectsOf(
  schema: Schema,
  source: ValueSource,
): fc.Arbitrary<Record<string, unknown>> {
  const { properties, additionalProperties: rest, required = [] } = schema;
  if (properties) {
    const { minProperties = 0 } = schema;
    return fc
      .record(
        Object.fromEntries(
          Object.entries(properties).map(([name, one]) => [
            name,
            valuesOf(one, source, name),
          ]),
        ),
        { requiredKeys: [...required], noNullPrototype: true },
      )
      .filter(value => Object.keys(value).length >= minProperties);
  }
  if (typeof rest === 'object') {
    return fc.dictionary(
      stringsOf({ maxLength: 60, ...schema.propertyNames }),
      valuesOf(rest, source),
      {
        maxKeys: Math.min(schema.maxProperties ?? LONGEST_LIST, LONGEST_LIST),
        noNullPrototype: true,
      },
    );
  }
  return fc.oneof(
    fc.dictionary(fc.string(), fc.jsonValue({ stringUnit: 'binary' }), {
      maxKeys: LONGEST_LIST,
      noNullPrototype: true,
    }),
    fc.constantFrom(
      {},
      { Version: '2012-10-17', Statement: [] },
      { Statement: DEEP },
    ),
  );
}

/** JSON text of a value. */
export function textOf(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    `"${DEEP}"`,
    '['.repeat(LEVELS) + ']'.repeat(LEVELS),
  );
}

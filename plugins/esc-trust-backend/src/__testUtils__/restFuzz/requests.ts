import { openApiDocument } from '@internal/backstage-plugin-esc-trust-common';
import fc from 'fast-check';
import {
  BROKEN_HEADERS,
  BROKEN_SEARCHES,
  BROKEN_SEGMENTS,
  brokenPlacesOf,
  brokenTextsOf,
  brokenValuesOf,
} from './breaks';
import { GivenCursor, Schema, textOf, valuesOf, ValueSource } from './values';

/** What is sent. */
export interface FuzzRequest {
  /** As in the document, such as `GET /mappings/{id}`. */
  route: string;
  method: string;
  /** With its query, encoded. */
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  /** What was done to a request that the document allows; empty: nothing. */
  breaks: string[];
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

/** A method of a path, as in the document. */
export interface Operation {
  parameters?: readonly Parameter[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
}

export const operations: Array<[route: string, operation: Operation]> =
  Object.entries(openApiDocument.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(
      ([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ],
    ),
  );

/** Values of the parameters in one place, by their names. */
function parametersOf(
  operation: Operation,
  place: Parameter['in'],
  source: ValueSource,
): fc.Arbitrary<Record<string, unknown>> {
  const parameters = (operation.parameters ?? []).filter(
    parameter => parameter.in === place,
  );
  const values = fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema }) => [
        name,
        valuesOf(schema, source, name),
      ]),
    ),
    {
      requiredKeys: parameters
        .filter(({ required }) => required)
        .map(({ name }) => name),
      noNullPrototype: true,
    },
  );
  // All filters at once find nothing: most requests have a few of them.
  return place === 'query'
    ? fc
        .tuple(values, fc.shuffledSubarray(parameters), fc.nat({ max: 3 }))
        .map(([all, shuffled, count]) =>
          Object.fromEntries(
            [
              ...parameters.filter(({ required }) => required),
              ...shuffled.slice(0, count),
            ]
              .filter(({ name }) => name in all)
              .map(({ name }) => [name, all[name]]),
          ),
        )
    : values;
}

/** Text that UTF-8 can hold. */
const wellFormed = (text: string) => Buffer.from(text).toString();

function searchOf(query: Record<string, unknown>): string {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    ),
  ).toString();
  return search && `?${search}`;
}

const printable = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '?');

/** Requests that the document allows. */
function allowedRequests(
  [route, operation]: (typeof operations)[number],
  source: ValueSource,
): fc.Arbitrary<FuzzRequest> {
  const [method, template] = route.split(' ');
  const schema = operation.requestBody?.content['application/json'].schema;
  return fc
    .record({
      params: parametersOf(operation, 'path', source),
      query: parametersOf(operation, 'query', source),
      headers: parametersOf(operation, 'header', source),
      body: schema ? valuesOf(schema, source) : fc.constant(undefined),
    })
    .map(({ params, query, headers, body }) => ({
      route,
      method,
      path:
        template.replaceAll(/\{(\w+)\}/g, (_, name) =>
          encodeURIComponent(wellFormed(String(params[name])) || '-'),
        ) + searchOf(query),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            name.toLowerCase(),
            printable(String(value)),
          ]),
        ),
      },
      ...(body === undefined ? {} : { body: textOf(body) }),
      breaks: [],
    }));
}

/** Requests with something wrong in one place. */
function brokenRequests(
  allowed: fc.Arbitrary<FuzzRequest>,
  [route, operation]: (typeof operations)[number],
  source: ValueSource,
): fc.Arbitrary<FuzzRequest> {
  const [, template] = route.split(' ');
  const schema = operation.requestBody?.content['application/json'].schema;
  const broken = (
    what: string,
    changes: fc.Arbitrary<
      Partial<Pick<FuzzRequest, 'method' | 'path' | 'headers' | 'body'>>
    >,
  ) =>
    fc.tuple(allowed, changes).map(([request, change]) => ({
      ...request,
      ...change,
      headers: { ...request.headers, ...change.headers },
      path: change.path ?? request.path,
      breaks: [what],
    }));
  const ways = [
    broken(
      'query',
      fc.constantFrom(...BROKEN_SEARCHES).map(search => ({
        path: `${template.replaceAll(/\{\w+\}/g, 'x')}?${search}`,
      })),
    ),
    broken(
      'headers',
      fc.constantFrom(...BROKEN_HEADERS).map(headers => ({ headers })),
    ),
    broken(
      'method',
      fc
        .constantFrom('HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE', 'PROPFIND')
        .map(method => ({ method })),
    ),
  ];
  const cursors = (source.real.cursor ?? []).map(String);
  if (cursors.length > 0) {
    ways.push(
      fc
        .tuple(allowed, forged(fc.constantFrom(...cursors)))
        .map(([request, cursor]) => ({
          ...request,
          path: replaceCursor(request.path, cursor),
          breaks: ['a forged cursor'],
        })),
    );
  }
  const given = (source.real.given ?? []) as GivenCursor[];
  if (given.length > 0) {
    const places = fc
      .tuple(allowed, brokenPlaces(given))
      .map(([request, path]) => ({
        ...request,
        path,
        breaks: ['a cursor with another place'],
      }));
    // Each is one of few hundred requests otherwise.
    ways.push(places, places, places);
  }
  if (template.includes('{')) {
    ways.push(
      broken(
        'path',
        fc.constantFrom(...BROKEN_SEGMENTS).map(segment => ({
          path: template.replaceAll(/\{\w+\}/g, () => segment),
        })),
      ),
    );
  }
  if (schema) {
    const values = valuesOf(schema, source);
    const bodies = [
      brokenValuesOf(values).map(textOf),
      brokenTextsOf(values.map(textOf)),
    ];
    for (const body of [bodies[0], bodies[0], bodies[0], bodies[1]]) {
      ways.push(
        broken(
          'body',
          body.map(text => ({ body: text })),
        ),
      );
    }
  } else {
    ways.push(
      broken(
        'a body',
        brokenTextsOf(fc.constant('{"x":1}')).map(body => ({
          body,
          headers: { 'content-type': 'application/json' },
        })),
      ),
    );
  }
  return fc.oneof(...ways);
}

/** Cursors that hold something else, as nobody but us should write them. */
function forged(cursors: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return brokenValuesOf(
    cursors.map(text => {
      try {
        return JSON.parse(Buffer.from(text, 'base64url').toString());
      } catch {
        return text;
      }
    }),
  ).map(value =>
    Buffer.from(
      typeof value === 'string' ? value : JSON.stringify(value),
    ).toString('base64url'),
  );
}

/**
 * The same queries, from a place that nobody was given: a cursor of another
 * query is refused before anybody looks at its place.
 */
function brokenPlaces(given: GivenCursor[]): fc.Arbitrary<string> {
  return fc
    .constantFrom(...given)
    .chain(({ path, cursor }) =>
      forgedPlaces(cursor).map(forgedCursor =>
        replaceCursor(path, forgedCursor),
      ),
    );
}

function forgedPlaces(cursor: string): fc.Arbitrary<string> {
  const text = Buffer.from(cursor, 'base64url').toString();
  // That of a history is a number.
  if (!text.startsWith('{')) {
    return fc.constantFrom('0', '9'.repeat(18), '-1', '1.5');
  }
  const { values, ...rest } = JSON.parse(text);
  return (
    Array.isArray(values)
      ? brokenPlacesOf(values).map(broken => ({ values: broken, ...rest }))
      : brokenValuesOf(fc.constant(rest))
  ).map(value => Buffer.from(JSON.stringify(value)).toString('base64url'));
}

function replaceCursor(path: string, cursor: string): string {
  const [where, search] = path.split('?');
  const query = new URLSearchParams(search);
  query.set('cursor', cursor);
  return `${where}?${query}`;
}

/** The others have 4. */
const WEIGHTS: Record<string, number> = {
  // What is forgotten is not there to be found any more.
  'DELETE /mappings/{id}': 1,
  // Those that ask most.
  'GET /mappings': 8,
  // Those that say most.
  'POST /operations': 12,
  'POST /evaluations': 8,
};

/** Requests of every route. */
export function requestsOf(
  sourceOf: (route: string) => ValueSource,
): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(
    ...operations.map(one => {
      const source = sourceOf(one[0]);
      const allowed = allowedRequests(one, source);
      return {
        weight: WEIGHTS[one[0]] ?? 4,
        arbitrary: fc.oneof(
          { weight: 3, arbitrary: allowed },
          { weight: 2, arbitrary: brokenRequests(allowed, one, source) },
        ),
      };
    }),
  );
}

import { openApiDocument } from '@internal/backstage-plugin-esc-trust-common';
import Ajv2020, { ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { KeptAnswer } from './keepAnswers';

const BASE = '/api/esc-trust';

interface ApiOperation {
  parameters?: Array<{ name: string; in: string }>;
  requestBody?: object;
  responses: Record<string, { content?: Record<string, object> }>;
}

const paths = openApiDocument.paths as unknown as Record<
  string,
  Record<string, ApiOperation>
>;

/**
 * Objects that tell nothing beside what is described. The document itself
 * doesn't say so: a later version may tell more.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  return inner.type === 'object' && inner.properties
    ? { additionalProperties: false, ...inner }
    : inner;
}

// Not strict: it is schemas that the document holds, among other things.
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats(ajv);
ajv.addSchema(closed(openApiDocument) as object, 'api');

const validators = new Map<string, ValidateFunction>();

function validatorOf(...pointer: string[]): ValidateFunction {
  const ref = `api#/${pointer
    .map(part => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map(encodeURIComponent)
    .join('/')}`;
  const validator = validators.get(ref) ?? ajv.compile({ $ref: ref });
  validators.set(ref, validator);
  return validator;
}

const templates = Object.keys(paths).map(template => ({
  template,
  matches: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
}));

/** The documented route that a request asks for, if it is one. */
export function routeOf(request: string): [string, string] | undefined {
  const [verb, url] = request.split(' ');
  const [path] = url.split('?');
  const method = verb === 'HEAD' ? 'get' : verb.toLowerCase();
  const known = templates.find(
    ({ template, matches }) =>
      path.startsWith(BASE) &&
      matches.test(path.slice(BASE.length)) &&
      paths[template][method],
  );
  return known && [known.template, method];
}

/** Whether it is from a route that the document should have. */
function isHidden({ request, status }: KeptAnswer): boolean {
  const [method, url] = request.split(' ');
  return (
    status < 400 &&
    url.startsWith(BASE) &&
    !url.endsWith('/openapi.json') &&
    // Express answers it for every path, with the methods that it has.
    method !== 'OPTIONS'
  );
}

/**
 * Says how an answer breaks the OpenAPI document: by a status that isn't listed,
 * or by a body that isn't as described or tells more.
 */
export function breachesIn(answer: KeptAnswer): string[] {
  const route = routeOf(answer.request);
  if (!route) {
    return isHidden(answer) ? [`${answer.request} is not documented`] : [];
  }
  if (answer.status === 304) {
    // Express answers it to who has the answer already.
    return [];
  }
  const [template, method] = route;
  const where = `${method.toUpperCase()} ${template}: ${answer.status}`;
  const { responses } = paths[template][method];
  const status = String(answer.status);
  const described = responses[status];
  if (!described) {
    return [`${where} is not listed: ${answer.body}`];
  }
  const content = 'application/json';
  if (answer.body === '' && answer.request.startsWith('HEAD ')) {
    return [];
  }
  if (!described.content) {
    return answer.body === '' ? [] : [`${where} has a body`];
  }
  if (!answer.contentType?.startsWith(`${content};`)) {
    return [`${where} is ${answer.contentType}`];
  }
  const validate = validatorOf(
    ...['paths', template, method, 'responses', status, 'content', content],
    'schema',
  );
  validate(JSON.parse(answer.body));
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${where} ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/**
 * Says why a request is none that the OpenAPI document allows: by a body that
 * isn't as described, or a query with what isn't listed.
 */
export function requestBreaches(request: {
  method: string;
  path: string;
  body?: string | Buffer;
}): string[] {
  const route = routeOf(`${request.method} ${BASE}${request.path}`);
  if (!route) {
    return [];
  }
  const [template, method] = route;
  const { parameters = [], requestBody } = paths[template][method];
  const asked = new URL(request.path, 'http://localhost').searchParams;
  const listed = parameters
    .filter(parameter => parameter.in === 'query')
    .map(({ name }) => name);
  // The parser of queries takes a[] and a[b] for a, and drops __proto__.
  const surprises = [...asked.keys()].filter(
    name =>
      !/^(__proto__.*)?$/s.test(name) &&
      !listed.includes(name.replace(/\[.*/s, '')),
  );
  const problems = surprises.map(name => `has the query ${name}`);
  if (!requestBody) {
    return problems;
  }
  const validate = validatorOf(
    ...['paths', template, method, 'requestBody', 'content'],
    ...['application/json', 'schema'],
  );
  try {
    validate(JSON.parse(String(request.body).replace(/^\ufeff/, '')));
  } catch (error) {
    return [...problems, `has a body that is no JSON: ${error}`];
  }
  return [
    ...problems,
    ...(validate.errors ?? []).map(
      ({ instancePath, message }) =>
        `has a body where ${instancePath} ${message}`,
    ),
  ];
}

import { isMap, isScalar, isSeq, Node, visit, YAMLMap } from 'yaml';
import { parseDocuments, topLevelEntries } from './definitionDocuments';
import { isInterpolated, readLoginInputs } from './loginInputs';
import { TextPositions } from './textPositions';
import { AwsLogin, DefinitionProblem, FoundLogins } from './types';
import { PathSegment, RESERVED_KEYS, stringifyValuePath } from './valuePath';

/**
 * Characters of a definition, some thousand times a usual one: to parse a longer
 * one would take many seconds.
 */
const LONGEST_DEFINITION = 500_000;

/**
 * Finds every `aws-login` of an environment definition.
 *
 * @remarks
 * Follows Pulumi's own grammar: a call is a mapping with exactly one key, in
 * its short form (`fn::open::aws-login`) or its long form (`fn::open` with
 * `provider` and `inputs`). Secrets are never looked into. Only the text of
 * the first document is read: imports are not followed (`findLoginsOnOpening`
 * does) and expressions are reported, not resolved.
 *
 * @param yaml - text of the definition
 * @returns the logins in document order, and what Pulumi would refuse; never
 *   throws
 * @public
 */
export function findAwsLogins(yaml: string): FoundLogins {
  if (yaml.length > LONGEST_DEFINITION) {
    return {
      logins: [],
      problems: [{ message: 'the definition is too long to be read' }],
    };
  }
  try {
    return findLogins(yaml);
  } catch (error) {
    // The stack ends where tens of thousands of levels are nested, in the
    // parser already: no depth could be counted before.
    if (error instanceof RangeError) {
      return {
        logins: [],
        problems: [{ message: 'the definition is nested too deeply' }],
      };
    }
    throw error;
  }
}

function findLogins(yaml: string): FoundLogins {
  const positions = new TextPositions(yaml);
  const { lineCounter } = positions;
  const [document] = parseDocuments(yaml, { lineCounter });
  if (!document) {
    return { logins: [], problems: [] };
  }
  const problems: DefinitionProblem[] = document.errors.map(error => ({
    message: withoutContent(error.message),
    position: positions.at(error.pos[0]),
  }));
  const problem = (message: string, node: unknown) => {
    problems.push({ message, position: positions.of(node) });
  };
  visit(document, {
    Alias: (_, alias) => problem('alias nodes are not supported', alias),
    Pair: (_, { key }) => {
      if (!isScalar(key) || typeof key.value !== 'string') {
        problem('mapping keys must be strings', key);
      }
    },
  });
  const { contents } = document;
  if (problems.length === 0 && !isMap(contents) && !isNothing(contents)) {
    problem('environment must be an object', contents);
  }
  // Of a section that is written twice the last counts: Pulumi only warns.
  const values = topLevelEntries(document, 'values').at(-1)?.value;
  if (values && !isMap(values) && !isNothing(values)) {
    problem('values must be an object', values);
  }
  const logins: AwsLogin[] = [];
  if (isMap(values) && problems.length === 0) {
    walkValues(values, { logins, problem, positions });
  }
  return { logins, problems };
}

/** A null, written or not: it is taken for an empty section. */
function isNothing(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

/** A parser's message names the rule; a quoted piece of text may be a secret. */
function withoutContent(message: string): string {
  return message
    .split('\n')[0]
    .replace(/ at line .*$/, '')
    .replace(/: ".*$/, '');
}

interface Findings {
  logins: AwsLogin[];
  problem: (message: string, node: unknown) => void;
  positions: TextPositions;
}

/** `values` is a map of entries, never a call. */
function walkValues(values: YAMLMap, found: Findings): void {
  for (const { key, value } of values.items) {
    const name = keyOf(key);
    if (name.startsWith('fn::')) {
      found.problem(`"${name}" is not allowed directly under values`, key);
    } else if (RESERVED_KEYS.includes(name)) {
      found.problem(`"${name}" is a reserved key`, key);
    } else {
      walk(value, [name], found);
    }
  }
}

function walk(node: unknown, path: PathSegment[], found: Findings): void {
  if (isSeq(node)) {
    node.items.forEach((item, index) => walk(item, [...path, index], found));
  } else if (isMap(node)) {
    const calls = node.items.filter(item => keyOf(item.key).startsWith('fn::'));
    if (node.items.length === 1 && /^fn::/i.test(keyOf(node.items[0].key))) {
      walkCall(node, path, found);
    } else if (calls.length > 0) {
      found.problem(
        `illegal call to builtin function: "${keyOf(
          calls[0].key,
        )}" must be the only key within its containing object`,
        node,
      );
    } else {
      for (const item of node.items) {
        walk(item.value, [...path, keyOf(item.key)], found);
      }
    }
  }
}

/**
 * A mapping whose one key starts with `fn::`.
 *
 * @remarks
 * A login may be nested in another call's arguments, such as the `login` of
 * aws-secrets. Its path names the call, so that it stays unique. Functions that
 * Pulumi may add are looked into like those that are known: what it stores has
 * passed its own check.
 */
function walkCall(
  call: YAMLMap<unknown, unknown>,
  path: PathSegment[],
  found: Findings,
): void {
  const name = keyOf(call.items[0].key);
  const argument = call.items[0].value;
  if (!name.startsWith('fn::')) {
    found.problem(`'fn::' is a reserved prefix`, call);
  } else if (name === 'fn::secret') {
    // Never looked into.
  } else if (name === 'fn::open') {
    walkLongOpen(call, argument, path, found);
  } else if (name === 'fn::validate') {
    walkPart('value', argument, [...path, name], found);
  } else if (/^fn::rotate(?:::|$)/.test(name)) {
    walkPart('inputs', argument, [...path, name], found);
  } else {
    if (name === 'fn::open::aws-login') {
      addLogin(call, argument, path, found);
    }
    walk(argument, [...path, name], found);
  }
}

/** `{ provider, inputs }`; further keys are ignored. */
function walkLongOpen(
  call: YAMLMap<unknown, unknown>,
  argument: unknown,
  path: PathSegment[],
  found: Findings,
): void {
  const provider = isMap(argument) ? argument.get('provider') : undefined;
  if (!isMap(argument)) {
    found.problem(
      "the argument to fn::open must be an object containing 'provider' and 'inputs'",
      call,
    );
  } else if (typeof provider !== 'string' || isInterpolated(provider)) {
    found.problem('provider name must be a string literal', call);
  } else if (!argument.has('inputs')) {
    found.problem("missing provider inputs ('inputs')", call);
  } else {
    if (provider === 'aws-login') {
      addLogin(call, argument.get('inputs', true), path, found);
    }
    walkPart('inputs', argument, [...path, 'fn::open'], found);
  }
}

/** Of an argument that is an object, one of its entries. */
function walkPart(
  key: string,
  argument: unknown,
  path: PathSegment[],
  found: Findings,
): void {
  if (isMap(argument)) {
    walk(argument.get(key, true), [...path, key], found);
  }
}

function addLogin(
  call: Node,
  inputs: unknown,
  path: PathSegment[],
  { logins, positions }: Findings,
): void {
  logins.push({
    path: stringifyValuePath(path),
    ...readLoginInputs(inputs),
    position: positions.of(call) ?? { line: 1, column: 1 },
  });
}

/** Keys are strings where calls are looked for; all others are problems. */
function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

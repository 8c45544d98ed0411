import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  visit,
  YAMLMap,
} from 'yaml';
import { isCall, parseDocuments, topLevelEntries } from './definitionDocuments';
import { readLoginInputs } from './loginInputs';
import { AwsLogin, DefinitionProblem, FoundLogins } from './types';
import { PathSegment, stringifyValuePath } from './valuePath';

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
  const lines = new LineCounter();
  const [document] = parseDocuments(yaml, { lineCounter: lines });
  if (!document) {
    return { logins: [], problems: [] };
  }
  const problems: DefinitionProblem[] = document.errors.map(error => ({
    message: withoutContent(error.message),
    position: position(lines, error.pos[0]),
  }));
  visit(document, {
    Alias: (_, alias) => {
      problems.push({
        message: 'alias nodes are not supported',
        position: position(lines, alias.range?.[0]),
      });
    },
  });
  const logins: AwsLogin[] = [];
  const values = topLevelEntries(document, 'values')[0]?.value;
  if (values && problems.length === 0) {
    walk(values, [], { logins, problems, lines });
  }
  return { logins, problems };
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
  problems: DefinitionProblem[];
  lines: LineCounter;
}

function walk(node: unknown, path: PathSegment[], found: Findings): void {
  if (isSeq(node)) {
    node.items.forEach((item, index) => walk(item, [...path, index], found));
  } else if (isMap(node)) {
    if (isCall(node)) {
      walkCall(node, path, found);
      return;
    }
    for (const item of node.items) {
      walk(item.value, [...path, keyOf(item.key)], found);
    }
  }
}

/** A mapping that holds a key starting with `fn::`. */
function walkCall(
  node: YAMLMap<unknown, unknown>,
  path: PathSegment[],
  found: Findings,
): void {
  const at = position(found.lines, node.range?.[0]);
  const name = node.items
    .map(item => keyOf(item.key))
    .find(key => /^fn::/i.test(key))!;
  if (path.length === 0) {
    found.problems.push({
      message: `"${name}" is not allowed directly under values`,
      position: at,
    });
    return;
  }
  if (node.items.length !== 1) {
    found.problems.push({
      message: `illegal call to builtin function: "${name}" must be the only key within its containing object`,
      position: at,
    });
    return;
  }
  if (!name.startsWith('fn::')) {
    found.problems.push({
      message: `'fn::' is a reserved prefix`,
      position: at,
    });
    return;
  }
  const argument = node.items[0].value as Node | null;
  if (name === 'fn::secret') {
    return;
  }
  if (name === 'fn::open::aws-login') {
    addLogin(argument, path, at, found);
  } else if (name === 'fn::open' && isMap(argument)) {
    const provider = argument.get('provider');
    if (typeof provider !== 'string') {
      found.problems.push({
        message: 'provider name must be a string literal',
        position: at,
      });
      return;
    }
    const inputs = argument.get('inputs', true) as Node | undefined;
    if (provider === 'aws-login') {
      addLogin(inputs, path, at, found);
    } else {
      walk(inputs, [...path, name, 'inputs'], found);
    }
  } else {
    // A login may be nested in another call's arguments, such as the `login`
    // of aws-secrets. Its path names the call, so that it stays unique.
    walk(argument, [...path, name], found);
  }
}

function addLogin(
  inputs: Node | null | undefined,
  path: PathSegment[],
  at: { line: number; column: number } | undefined,
  found: Findings,
): void {
  found.logins.push({
    path: stringifyValuePath(path),
    ...readLoginInputs(isAlias(inputs) ? undefined : inputs),
    position: at ?? { line: 1, column: 1 },
  });
}

/** A key as it is written: `True` and `1.0` are no other keys here. */
function keyOf(key: unknown): string {
  if (!isScalar(key)) {
    return String(key);
  }
  return typeof key.value === 'string'
    ? key.value
    : key.source ?? String(key.value);
}

function position(lines: LineCounter, offset: number | undefined) {
  if (offset === undefined) {
    return undefined;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
